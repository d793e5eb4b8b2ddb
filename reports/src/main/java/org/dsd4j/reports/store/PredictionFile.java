package org.dsd4j.reports.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads and writes {@code predictions.csv}, one example a line. Older files without a rank column
 * are read too.
 */
final class PredictionFile {
  private static final String WITHOUT_RANK = "example,label,predicted";
  private static final String HEADER = WITHOUT_RANK + ",rank";
  private static final int RANK = 3;

  private PredictionFile() {}

  /** Every prediction with its rank: without one, top-5 error would have no interval. */
  static void write(Path file, List<Prediction> predictions) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (Prediction p : predictions) {
      text.append(p.example()).append(',').append(p.label()).append(',');
      text.append(p.predicted()).append(',').append(p.rank().orElseThrow()).append('\n');
    }
    AtomicFiles.write(file, text.toString());
  }

  /** Nothing of a file that does not exist; a damaged one is refused as a whole. */
  static List<Prediction> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = lines(file);
    List<Prediction> predictions = new ArrayList<>();
    Set<Long> examples = new HashSet<>();
    int columns = columns(lines.get(0));
    for (int i = 1; i < lines.size(); i++) {
      Prediction prediction = parse(file, i + 1, columns, lines.get(i));
      if (!examples.add(prediction.example())) {
        throw WholeLines.damaged(file, i + 1, "example " + prediction.example() + " stands twice");
      }
      predictions.add(prediction);
    }
    return List.copyOf(predictions);
  }

  private static List<String> lines(Path file) {
    List<String> lines = WholeLines.read(file);
    if (lines.isEmpty() || !List.of(HEADER, WITHOUT_RANK).contains(lines.get(0))) {
      throw WholeLines.damaged(file, 1, "it must be " + HEADER);
    }
    return lines;
  }

  private static Prediction parse(Path file, int line, int columns, String text) {
    String[] cells = text.split(",", -1);
    if (cells.length != columns) {
      throw WholeLines.damaged(file, line, "it must have " + columns + " numbers");
    }
    try {
      return new Prediction(
          Long.parseLong(cells[0]),
          Integer.parseInt(cells[1]),
          Integer.parseInt(cells[2]),
          columns > RANK ? OptionalInt.of(Integer.parseInt(cells[RANK])) : OptionalInt.empty());
    } catch (NumberFormatException e) {
      throw WholeLines.damaged(file, line, "'" + text + "' are no whole numbers");
    } catch (IllegalArgumentException e) {
      throw WholeLines.damaged(file, line, e.getMessage());
    }
  }

  private static int columns(String line) {
    return line.split(",", -1).length;
  }
}
