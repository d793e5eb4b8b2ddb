package org.dsd4j.datasets.speechfolder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.TextList;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.SoundPath;
import org.dsd4j.datasets.speech.SpeakerHoldout;
import org.dsd4j.datasets.speech.SpeechCorpus;

/**
 * Data folders of Kaldi's recipes: {@code train}, optionally {@code dev} or {@code valid}, and one
 * or more whose names begin with {@code test}, of which the first in alphabetical order is the
 * primary one. In each of them:
 *
 * <ul>
 *   <li>{@code wav.scp}: {@code id path} per line, the path absolute or relative to the folder of
 *       the split or to its parent. Commands, which end in {@code |}, are not run;
 *   <li>{@code text}: {@code id words} per line;
 *   <li>{@code utt2spk}, optional: {@code id speaker} per line.
 * </ul>
 *
 * <p>{@code segments} is not read: every utterance needs a file of its own. Without a validation
 * split, {@link SpeakerHoldout} makes one.
 */
public final class KaldiFolder extends SplitFolder {

  private static final String SOUNDS = "wav.scp";
  private static final String TEXT = "text";
  private static final String SPEAKERS = "utt2spk";

  private KaldiFolder(Path folder) {
    super(folder);
  }

  /**
   * Whether a folder has this layout.
   *
   * @param folder any
   * @return whether {@code train/wav.scp} is there
   */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TRAIN).resolve(SOUNDS));
  }

  /**
   * Opens a folder and checks its files; no sound is decoded yet.
   *
   * @param folder in the layout above
   * @return its splits
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static SpeechCorpus open(Path folder) {
    return new KaldiFolder(folder).corpus();
  }

  @Override
  Optional<String> splitName(Path entry) {
    return Files.isRegularFile(entry.resolve(SOUNDS))
        ? Optional.of(entry.getFileName().toString())
        : Optional.empty();
  }

  @Override
  List<Recording> split(String name) {
    Path split = folder().resolve(name);
    requireWholeFiles(split);
    Map<String, String> sounds = table(split, SOUNDS, true);
    Map<String, String> texts = table(split, TEXT, true);
    Map<String, String> speakers = table(split, SPEAKERS, false);
    if (sounds.isEmpty() || texts.isEmpty()) {
      return List.of();
    }
    reportUnmatched(split, sounds, texts);
    List<Recording> listed = new ArrayList<>();
    sounds.forEach(
        (id, path) -> {
          if (texts.containsKey(id) && !isCommand(path)) {
            String speaker = speakers.getOrDefault(id, "");
            listed.add(new Recording(id, speaker, texts.get(id), file(split, path)));
          }
        });
    return validator().usable(split.toString(), listed, "compare wav.scp with text");
  }

  private void reportUnmatched(Path split, Map<String, String> sounds, Map<String, String> texts) {
    ProblemSample commands = new ProblemSample();
    ProblemSample withoutText = new ProblemSample();
    ProblemSample withoutAudio = new ProblemSample();
    sounds.forEach(
        (id, path) -> {
          if (isCommand(path)) {
            commands.add(id);
          }
          if (!texts.containsKey(id)) {
            withoutText.add(id);
          }
        });
    texts.keySet().stream().filter(id -> !sounds.containsKey(id)).forEach(withoutAudio::add);
    String where = split.toString();
    problems()
        .addFatal(
            commands,
            "%s: %d lines of wav.scp are commands ending in | (%s), which are not run; write the audio to files and list those"
                .formatted(where, commands.count(), commands));
    validator().report(where, withoutText, sounds.size(), "%d sounds have no line in text (%s)");
    validator()
        .report(
            where, withoutAudio, texts.size(), "%d lines of text have no sound in wav.scp (%s)");
  }

  private static boolean isCommand(String path) {
    return path.endsWith("|");
  }

  private void requireWholeFiles(Path split) {
    if (Files.exists(split.resolve("segments"))) {
      problems()
          .fatal()
          .add(
              "%s: segments of longer files are not read; cut them into one file per utterance (extract_segments.sh) and remove segments"
                  .formatted(split));
    }
  }

  /** The rest of each line by its first word, in the order of the file. */
  private Map<String, String> table(Path split, String name, boolean required) {
    List<Path> places = List.of(split);
    Optional<TextList> list =
        required
            ? TextList.require(
                places, name, problems(), "%s: no %s there; write it".formatted(split, name))
            : TextList.find(places, name, problems().fatal());
    Map<String, String> table = new LinkedHashMap<>();
    ProblemSample twice = new ProblemSample();
    for (String line : list.map(TextList::lines).orElse(List.of())) {
      String[] parts = line.split("\\s+", 2);
      if (!line.isEmpty()
          && table.putIfAbsent(parts[0], parts.length < 2 ? "" : parts[1]) != null) {
        twice.add(parts[0]);
      }
    }
    validator()
        .report(
            split.resolve(name).toString(),
            twice,
            table.size(),
            "%d ids are repeated (%s); the first of each counts");
    return table;
  }

  private static Path file(Path split, String path) {
    Path inside = SoundPath.in(split, path);
    Path above = split.resolveSibling(path);
    return !Files.exists(inside) && Files.exists(above) ? above : inside;
  }
}
