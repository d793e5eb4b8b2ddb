package org.dsd4j.datasets.speechfolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsd4j.datasets.Complaints;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.Several;
import org.dsd4j.datasets.speech.Recording;
import org.dsd4j.datasets.speech.Recordings;
import org.dsd4j.datasets.speech.SetAside;
import org.dsd4j.datasets.speech.SpeechCorpus;

/**
 * Tables with tabs between the columns: {@code train.tsv}, perhaps {@code dev.tsv} or {@code
 * valid.tsv}, and one or more whose names begin with {@code test}, of which the first by the
 * alphabet is the primary one.
 *
 * <p>The first line names the columns: {@code id}, {@code path} (absolute or from the folder),
 * {@code transcript} and perhaps {@code speaker}, in any order; others are passed over. Without a
 * validation split, {@link SetAside} makes one.
 */
public final class TsvFolder {

  private static final String ENDING = ".tsv";
  private static final String TRAIN = "train";
  private static final List<String> NEEDED = List.of("id", "path", "transcript");
  private static final String SPEAKER = "speaker";

  private final Path folder;
  private final Complaints complaints = new Complaints();
  private final Recordings recordings = new Recordings(complaints);

  private TsvFolder(Path folder) {
    this.folder = folder;
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

  private SpeechCorpus corpus() {
    List<Recording> train = split(TRAIN);
    List<Recording> validation = List.of();
    SortedMap<String, List<Recording>> tests = new TreeMap<>();
    for (String name : splits()) {
      if (Assembly.VALIDATION_NAMES.contains(name) && validation.isEmpty()) {
        validation = split(name);
      } else if (Assembly.isTest(name)) {
        tests.put(name, split(name));
      }
    }
    return Assembly.corpus(folder, train, validation, tests, complaints);
  }

  private List<String> splits() {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new DataException(
          "%s: cannot be listed (%s); make it readable".formatted(folder, failure), failure);
    }
  }

  private List<Recording> split(String name) {
    Path file = folder.resolve(name + ENDING);
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException failure) {
      complaints.fatal().add("%s: cannot be read (%s); write it as UTF-8".formatted(file, failure));
      return List.of();
    }
    Optional<List<String>> columns = columns(file, lines);
    if (columns.isEmpty()) {
      return List.of();
    }
    List<Recording> usable = recordings.usable(file.toString(), rows(file, lines, columns.get()));
    if (usable.isEmpty()) {
      complaints.fatal().add(file + ": no utterance can be used; check its paths");
    }
    return usable;
  }

  private Optional<List<String>> columns(Path file, List<String> lines) {
    List<String> columns = lines.isEmpty() ? List.of() : cells(lines.get(0));
    List<String> missing = NEEDED.stream().filter(name -> !columns.contains(name)).toList();
    if (missing.isEmpty()) {
      return Optional.of(columns);
    }
    complaints
        .fatal()
        .add(
            "%s: line 1 names no column %s; name id, path and transcript, with tabs between"
                .formatted(file, String.join(", ", missing)));
    return Optional.empty();
  }

  private List<Recording> rows(Path file, List<String> lines, List<String> columns) {
    List<Recording> rows = new ArrayList<>();
    Several odd = new Several();
    for (int i = 1; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.size() == columns.size()) {
        int speaker = columns.indexOf(SPEAKER);
        rows.add(
            new Recording(
                cells.get(columns.indexOf("id")),
                speaker < 0 ? "" : cells.get(speaker),
                cells.get(columns.indexOf("transcript")),
                folder.resolve(cells.get(columns.indexOf("path")))));
      } else if (!lines.get(i).isBlank()) {
        odd.add("line " + (i + 1));
      }
    }
    recordings.tell(
        file.toString(),
        odd,
        lines.size(),
        "%d lines have not " + columns.size() + " cells (%s); put one tab between cells");
    return rows;
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
  }
}
