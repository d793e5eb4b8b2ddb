package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dsd4j.reports.model.Arms;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;

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
              : table(bleu).lines(width));
      bleu.signature().ifPresent(signature -> lines.addAll(TextTable.wrap(signature, width, "  ")));
    }
    if (!lines.isEmpty()) {
      gain(row).ifPresent(text -> lines.addAll(TextTable.wrap(text, width, "  ")));
      row.sentences()
          .map(SentenceReport::constants)
          .orElse(List.of())
          .forEach(text -> lines.addAll(TextTable.wrap(text, width, "  ")));
    }
    return lines;
  }

  /** A second table would push the verdict off the screen; the page has it. */
  private static String inALine(BleuTable bleu) {
    List<BleuTable.Cell> baseline = bleu.line(Arms.BASELINE).cells();
    List<BleuTable.Cell> dsd = bleu.line(Arms.DSD).cells();
    return IntStream.range(0, bleu.labels().size())
        .mapToObj(
            i -> bleu.labels().get(i) + " " + plain(baseline.get(i)) + " -> " + plain(dsd.get(i)))
        .collect(Collectors.joining(", ", "with brevity penalty, baseline -> dsd: ", ""));
  }

  private static String plain(BleuTable.Cell cell) {
    return cell.figure().replace("–", "-");
  }

  private static TextTable table(BleuTable bleu) {
    List<String> head = new ArrayList<>();
    head.add("without brevity penalty");
    head.addAll(bleu.labels());
    head.add("sparsity");
    TextTable table = new TextTable(head.toArray(new String[0]));
    for (BleuTable.Line line : bleu.lines()) {
      List<String> cells = new ArrayList<>(List.of(line.label()));
      line.cells().forEach(cell -> cells.add(plain(cell)));
      cells.add(line.sparsity());
      table.add(cells.toArray(new String[0]));
    }
    return table;
  }

  private static Optional<String> gain(RowReport row) {
    return row.sentences()
        .flatMap(
            said ->
                said.score(row.primary().metric().id())
                    .flatMap(score -> Optional.ofNullable(score.gains().get(Arms.DSD)))
                    .map(gain -> gain(row, said, gain)));
  }

  private static String gain(RowReport row, SentenceReport said, SentenceReport.Estimate estimate) {
    double scale = row.primary().summary(Arms.BASELINE).map(s -> s.mean()).orElse(0.0);
    return "gain in "
        + row.primary().metric().label()
        + " over the "
        + Figures.count(said.examples())
        + " examples of the test split: "
        + Figures.difference(estimate.mean(), scale)
        + " "
        + Figures.interval(Optional.of(estimate.interval()), scale)
        + " (95 % bootstrap)";
  }
}
