package org.dsd4j.datasets.speechfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ProblemSample;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.SpeakerHoldout;
import org.dsd4j.datasets.speech.SpeechCorpus;

/**
 * Tab-separated tables: {@code train.tsv}, optionally {@code dev.tsv} or {@code valid.tsv}, and one
 * or more whose names begin with {@code test}, of which the first in alphabetical order is the
 * primary one.
 *
 * <p>The first line names the columns: {@code id}, {@code path} (absolute or relative to the
 * folder), {@code transcript} and optionally {@code speaker}, in any order; others are ignored.
 * Without a validation split, {@link SpeakerHoldout} makes one.
 */
public final class TsvFolder extends SplitFolder {

  private static final String ENDING = ".tsv";
  private static final List<String> NEEDED = List.of("id", "path", "transcript");
  private static final String SPEAKER = "speaker";

  private TsvFolder(Path folder) {
    super(folder);
  }

  /**
   * Whether a folder has this layout.
   *
   * @param folder any
   * @return whether {@code train.tsv} is there
   */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(TRAIN + ENDING));
  }

  /**
   * Opens a folder and checks its files; no sound is decoded yet.
   *
   * @param folder in the layout above
   * @return its splits
   * @throws DataException with one line for each problem that makes it unusable
   */
  public static SpeechCorpus open(Path folder) {
    return new TsvFolder(folder).corpus();
  }

  @Override
  Optional<String> splitName(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(ENDING)
        ? Optional.of(name.substring(0, name.length() - ENDING.length()))
        : Optional.empty();
  }

  @Override
  List<Recording> split(String name) {
    Path file = folder().resolve(name + ENDING);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException failure) {
      problems().fatal().add("%s: cannot be read (%s); write it as UTF-8".formatted(file, failure));
      return List.of();
    }
    Optional<List<String>> columns = columns(file, lines);
    if (columns.isEmpty()) {
      return List.of();
    }
    List<Recording> usable = validator().usable(file.toString(), rows(file, lines, columns.get()));
    if (usable.isEmpty()) {
      problems().fatal().add(file + ": no utterance can be used; check its paths");
    }
    return usable;
  }

  private Optional<List<String>> columns(Path file, List<String> lines) {
    List<String> columns = lines.isEmpty() ? List.of() : cells(lines.get(0));
    List<String> missing = NEEDED.stream().filter(name -> !columns.contains(name)).toList();
    if (missing.isEmpty()) {
      return Optional.of(columns);
    }
    problems()
        .fatal()
        .add(
            "%s: line 1 names no column %s; name id, path and transcript, with tabs between"
                .formatted(file, String.join(", ", missing)));
    return Optional.empty();
  }

  private List<Recording> rows(Path file, List<String> lines, List<String> columns) {
    List<Recording> rows = new ArrayList<>();
    ProblemSample malformed = new ProblemSample();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.size() == columns.size()) {
        int speaker = columns.indexOf(SPEAKER);
        rows.add(
            new Recording(
                cells.get(columns.indexOf("id")),
                speaker < 0 ? "" : cells.get(speaker),
                cells.get(columns.indexOf("transcript")),
                folder().resolve(cells.get(columns.indexOf("path")))));
      } else if (!lines.get(i).isBlank()) {
        malformed.add("line " + (i + 1));
      }
    }
    validator()
        .report(
            file.toString(),
            malformed,
            lines.size(),
            "%d lines do not have " + columns.size() + " cells (%s); put one tab between cells");
    return rows;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
  }
}
