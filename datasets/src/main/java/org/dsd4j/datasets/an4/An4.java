package org.dsd4j.datasets.an4;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.DataProblems;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.speech.FileUtterances;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.RecordingValidator;
import org.dsd4j.datasets.speech.SoundPath;
import org.dsd4j.datasets.speech.SpeakerHoldout;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.Splits;
import org.dsd4j.datasets.speech.TestSet;

/**
 * AN4 ("Census"), 1,078 utterances recorded at Carnegie Mellon University in 1991.
 *
 * <p>{@code etc/} holds {@code an4_train.fileids} and {@code an4_train.transcription}, and the same
 * for {@code an4_test}. Audio files are in {@code wav/}, {@code flac/} or the folder itself, as
 * {@code .wav}, {@code .flac}, {@code .sph} or {@code .raw}. Test speakers occur nowhere in
 * training. For validation, {@link SpeakerHoldout} takes every tenth speaker of the training split.
 */
public final class An4 {

  private static final String ETC = "etc";
  private static final List<String> SOUND_FOLDERS = List.of("wav", "flac", "");
  private static final List<String> EXTENSIONS = List.of(".wav", ".flac", ".sph", ".raw");
  private static final Pattern SENTENCE = Pattern.compile("(.*)\\(([^()\\s]+)\\)");
  private static final Pattern EDGE = Pattern.compile("</?s>");

  private final Path folder;
  private final DataProblems problems = new DataProblems();
  private final RecordingValidator validator = new RecordingValidator(problems);

  private An4(Path folder) {
    this.folder = folder;
  }

  /**
   * Whether a folder is AN4.
   *
   * @param folder any
   * @return whether its list of training files is there
   */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(ETC).resolve("an4_train.fileids"));
  }

  /**
   * Opens the corpus and checks its files; none is decoded yet.
   *
   * @param folder in the layout above
   * @return the official test set, and the official training set without the validation speakers
   * @throws DataException with one line for each problem that makes the corpus unusable
   */
  public static SpeechCorpus open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          "%s: no such folder; give the one that holds etc/ and wav/ of AN4".formatted(folder));
    }
    return new An4(folder).corpus();
  }

  private SpeechCorpus corpus() {
    List<Recording> all = split("train");
    List<Recording> test = split("test");
    problems.throwIfFatal(all.size() + test.size());
    SpeakerHoldout train = SpeakerHoldout.of(all);
    return new Splits(
        "AN4: %d + %d utterances of spelled words, numbers and commands; %s"
            .formatted(all.size(), test.size(), train.how()),
        new FileUtterances(train.train()),
        new FileUtterances(train.validation()),
        List.of(new TestSet("", "AN4 test", new FileUtterances(test))),
        problems.passedOver());
  }

  private List<Recording> split(String name) {
    Optional<TextList> ids = list("an4_" + name + ".fileids");
    Optional<TextList> sentences = list("an4_" + name + ".transcription");
    if (ids.isEmpty() || sentences.isEmpty()) {
      return List.of();
    }
    Path where = sentences.get().file();
    Map<String, String> transcripts = transcripts(sentences.get());
    List<Recording> listed = new ArrayList<>();
    ProblemSample withoutText = new ProblemSample();
    for (String path : ids.get().lines()) {
      String id = path.substring(path.lastIndexOf('/') + 1);
      String transcript = transcripts.remove(id);
      if (transcript == null) {
        withoutText.add(id);
      } else {
        listed.add(new Recording(id, speaker(path), transcript, sound(path)));
      }
    }
    int of = ids.get().lines().size();
    validator.report(where.toString(), withoutText, of, "%d listed files have no transcript (%s)");
    ProblemSample withoutAudio = new ProblemSample();
    transcripts.keySet().stream().sorted().forEach(withoutAudio::add);
    validator.report(
        where.toString(), withoutAudio, of, "%d transcripts belong to no listed file (%s)");
    return validator.usable(where.toString(), listed, "copy AN4 again");
  }

  private Optional<TextList> list(String name) {
    return TextList.require(
        List.of(folder.resolve(ETC)),
        name,
        problems,
        "%s: no %s/%s; unpack AN4 with its etc folder".formatted(folder, ETC, name));
  }

  /** Lines such as {@code <s> YES </s> (an251-fash-b)}; those of the test set have no marks. */
  private Map<String, String> transcripts(TextList list) {
    Map<String, String> transcripts = new HashMap<>();
    ProblemSample malformed = new ProblemSample();
    for (int i = 0; i < list.lines().size(); i++) {
      Matcher line = SENTENCE.matcher(list.lines().get(i));
      if (line.matches()) {
        transcripts.put(line.group(2), EDGE.matcher(line.group(1)).replaceAll(" "));
      } else {
        malformed.add("line " + (i + 1));
      }
    }
    validator.report(
        list.file().toString(),
        malformed,
        list.lines().size(),
        "%d lines do not end in an id in parentheses (%s)");
    return transcripts;
  }

  /** The folder of a file is its speaker. */
  private static String speaker(String path) {
    String[] parts = path.split("/", -1);
    return parts.length < 2 ? "" : parts[parts.length - 2];
  }

  /** The first file that exists, or else the first path that was tried. */
  private Path sound(String path) {
    for (String place : SOUND_FOLDERS) {
      for (String extension : EXTENSIONS) {
        Path file = SoundPath.in(folder.resolve(place), path + extension);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    return folder.resolve(SOUND_FOLDERS.get(0)).resolve(path + EXTENSIONS.get(0));
  }
}
