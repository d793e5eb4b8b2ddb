package org.dsd4j.reports.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

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
    if (!RecordFile.isThere(file)) {
      return List.of();
    }
    List<Prediction> predictions = new ArrayList<>();
    AtomicInteger columns = new AtomicInteger();
    boolean torn =
        RecordFile.lines(
            file,
            RecordKind.PREDICTIONS,
            (line, text) -> {
              if (line == 1) {
                columns.set(columns(file, text));
              } else {
                predictions.add(parse(file, line, columns.get(), text));
              }
            });
    if (columns.get() == 0) {
      throw RecordFile.damaged(file, 1, "it must be " + HEADER);
    }
    if (torn) {
      throw RecordFile.damaged(file, predictions.size() + 2, "the line is cut off");
    }
    checkUnique(file, predictions);
    return List.copyOf(predictions);
  }

  private static int columns(Path file, String header) {
    if (!List.of(HEADER, WITHOUT_RANK).contains(header)) {
      throw RecordFile.damaged(file, 1, "it must be " + HEADER);
    }
    return header.equals(HEADER) ? RANK + 1 : RANK;
  }

  /** Sorted numbers take a tenth of the memory of a set. */
  private static void checkUnique(Path file, List<Prediction> predictions) {
    long[] examples = predictions.stream().mapToLong(Prediction::example).sorted().toArray();
    for (int i = 1; i < examples.length; i++) {
      if (examples[i] == examples[i - 1]) {
        throw RecordFile.damaged(
            file, lineOf(predictions, examples[i]), "example " + examples[i] + " stands twice");
      }
    }
  }

  /** The second line with this example, counted from 1 with the header. */
  private static int lineOf(List<Prediction> predictions, long example) {
    return IntStream.range(0, predictions.size())
            .filter(i -> predictions.get(i).example() == example)
            .skip(1)
            .findFirst()
            .orElseThrow()
        + 2;
  }

  private static Prediction parse(Path file, int line, int columns, String text) {
    String[] cells = text.split(",", -1);
    if (cells.length != columns) {
      throw RecordFile.damaged(file, line, "it must have " + columns + " numbers");
    }
    try {
      return new Prediction(
          Long.parseLong(cells[0]),
          Integer.parseInt(cells[1]),
          Integer.parseInt(cells[2]),
          columns > RANK ? OptionalInt.of(Integer.parseInt(cells[RANK])) : OptionalInt.empty());
    } catch (NumberFormatException e) {
      throw RecordFile.damaged(file, line, "'" + text + "' are no whole numbers");
    } catch (IllegalArgumentException e) {
      throw RecordFile.damaged(file, line, e.getMessage());
    }
  }
}
