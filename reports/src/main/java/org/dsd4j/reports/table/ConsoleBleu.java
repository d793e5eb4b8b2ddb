package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.text.TextTable;

/**
 * The BLEU table of a row for a terminal: means without penalty, one line with it, one line on the
 * gain's interval.
 */
final class ConsoleBleu {
  private ConsoleBleu() {}

  /** Nothing for a row that does not measure BLEU. */
  static List<String> lines(RowReport row, int width) {
    List<String> lines = new ArrayList<>();
    for (BleuTable bleu : BleuTable.of(row)) {
      lines.addAll(
          bleu.brevityPenalty()
              ? TextTable.wrap(inALine(bleu), width, "  ")
              : bleu.scores().console("without brevity penalty").lines(width));
      bleu.signature().ifPresent(signature -> lines.addAll(TextTable.wrap(signature, width, "  ")));
    }
    if (!lines.isEmpty()) {
      ScoreTable.gain(row).ifPresent(text -> lines.addAll(TextTable.wrap(text, width, "  ")));
      row.sentences()
          .map(SentenceReport::constants)
          .orElse(List.of())
          .forEach(text -> lines.addAll(TextTable.wrap(text, width, "  ")));
    }
    return lines;
  }

  /** A second table would push the verdict off the screen; the page has it. */
  private static String inALine(BleuTable bleu) {
    List<ScoreTable.Cell> baseline = bleu.line(Arms.BASELINE).cells();
    List<ScoreTable.Cell> dsd = bleu.line(Arms.DSD).cells();
    List<String> labels = bleu.scores().labels();
    return IntStream.range(0, labels.size())
        .mapToObj(
            i ->
                labels.get(i)
                    + " "
                    + ScoreTable.plain(baseline.get(i))
                    + " -> "
                    + ScoreTable.plain(dsd.get(i)))
        .collect(Collectors.joining(", ", "with brevity penalty, baseline -> dsd: ", ""));
  }
}
