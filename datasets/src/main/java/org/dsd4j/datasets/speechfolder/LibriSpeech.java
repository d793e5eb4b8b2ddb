package org.dsd4j.datasets.speechfolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextLines;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.SoundPath;
import org.dsd4j.datasets.speech.SpeechCorpus;

/**
 * LibriSpeech as OpenSLR distributes it: {@code train-clean-100} and the other training splits,
 * which are all learned from, {@code dev-clean}, {@code test-clean} and {@code test-other}. Below
 * them are {@code <speaker>/<chapter>/}, each with {@code <speaker>-<chapter>.trans.txt}, whose
 * lines are {@code id WORDS}, and {@code <id>.flac} (or a {@code .wav} of it).
 */
public final class LibriSpeech extends SplitFolder {

  private static final String TRANSCRIPTS = ".trans.txt";
  private static final List<String> ENDINGS = List.of(".flac", ".wav");
  private static final int DEPTH = 3; // speaker, chapter, file

  private LibriSpeech(Path folder) {
    super(folder);
  }

  /**
   * Whether a folder has this layout.
   *
   * @param folder any
   * @return whether a folder that begins with {@code train} has transcripts of this kind
   */
  public static boolean isIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.anyMatch(
          entry -> entry.getFileName().toString().startsWith(TRAIN) && holdsTranscripts(entry));
    } catch (IOException failure) {
      throw DataException.unlistable(folder, failure);
    }
  }

  /**
   * Opens a folder and checks its files; no sound is decoded yet.
   *
   * @param folder in the layout above
   * @return its splits
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static SpeechCorpus open(Path folder) {
    return new LibriSpeech(folder).corpus();
  }

  @Override
  boolean isTraining(String name) {
    return name.startsWith(TRAIN);
  }

  @Override
  Optional<String> splitName(Path entry) {
    return holdsTranscripts(entry) ? Optional.of(entry.getFileName().toString()) : Optional.empty();
  }

  @Override
  List<Recording> split(String name) {
    Path split = folder().resolve(name);
    List<Recording> listed = new ArrayList<>();
    ProblemSample unreadable = new ProblemSample();
    List<Path> lists = lists(split);
    for (Path list : lists) {
      try {
        TextLines.of(list).stream()
            .filter(line -> !line.isBlank())
            .forEach(line -> listed.add(recording(list, line.strip())));
      } catch (IOException failure) {
        unreadable.add(TextLines.problem(list, failure));
      }
    }
    validator()
        .report(split.toString(), unreadable, lists.size(), "%d transcripts cannot be used (%s)");
    return validator().usable(split.toString(), listed, "unpack it again");
  }

  private static Recording recording(Path list, String line) {
    String[] parts = line.split("\\s+", 2);
    Path chapter = list.getParent();
    String speaker = parts[0].contains("-") ? parts[0].substring(0, parts[0].indexOf('-')) : "";
    Path file = SoundPath.in(chapter, parts[0] + ENDINGS.get(0));
    for (String ending : ENDINGS) {
      Path there = SoundPath.in(chapter, parts[0] + ending);
      if (Files.isRegularFile(there)) {
        file = there;
        break;
      }
    }
    return new Recording(parts[0], speaker, parts.length < 2 ? "" : parts[1], file);
  }

  private static boolean holdsTranscripts(Path entry) {
    return Files.isDirectory(entry) && !lists(entry).isEmpty();
  }

  /** In the order of their paths. */
  private static List<Path> lists(Path split) {
    try (Stream<Path> files = Files.walk(split, DEPTH)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(TRANSCRIPTS))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException failure) {
      throw DataException.unlistable(split, failure);
    }
  }
}
