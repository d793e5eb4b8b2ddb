package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dsd4j.reports.metric.Bleu;
import org.dsd4j.reports.metric.BleuCounts;
import org.dsd4j.reports.metric.CaptionMetrics;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Arms;

/**
 * The second table of the deck: BLEU-1 to BLEU-4 of baseline, sparse and DSD, and what DSD
 * improves, absolutely and relatively.
 *
 * @param brevityPenalty which variant of BLEU
 * @param scores the lines, as in the deck
 * @param signature what the figures leave open; empty when no run kept its sentences
 */
public record BleuTable(boolean brevityPenalty, ScoreTable scores, Optional<String> signature) {
  private static final List<String> ARMS = List.of(Arms.BASELINE, Arms.SPARSE, Arms.DSD);

  /**
   * The tables of a row.
   *
   * @param row the row
   * @return without penalty first, then with it; without a variant that the row does not measure
   */
  public static List<BleuTable> of(RowReport row) {
    List<BleuTable> tables = new ArrayList<>();
    for (boolean penalty : new boolean[] {false, true}) {
      List<MetricReport> metrics = metrics(row, penalty);
      if (!metrics.isEmpty()) {
        tables.add(of(row, metrics, penalty));
      }
    }
    return tables;
  }

  private static List<MetricReport> metrics(RowReport row, boolean penalty) {
    return IntStream.rangeClosed(1, BleuCounts.ORDERS)
        .mapToObj(order -> CaptionMetrics.bleuId(order, penalty))
        .flatMap(id -> row.metrics().stream().filter(metric -> metric.metric().id().equals(id)))
        .toList();
  }

  private static BleuTable of(RowReport row, List<MetricReport> metrics, boolean penalty) {
    List<ScoreTable.Line> lines = new ArrayList<>();
    ARMS.forEach(arm -> lines.add(ScoreTable.line(row, metrics, arm, label(arm))));
    lines.addAll(ScoreTable.improvements(row, metrics));
    List<String> labels =
        metrics.stream()
            .map(m -> "BLEU-" + CaptionMetrics.bleuOrder(m.metric().id()).orElseThrow())
            .toList();
    return new BleuTable(
        penalty,
        new ScoreTable(labels, lines),
        row.sentences().map(said -> Bleu.signature(said.mostReferences(), penalty)));
  }

  /**
   * The line of an arm.
   *
   * @param arm one of baseline, sparse and dsd
   * @return its line
   */
  ScoreTable.Line line(String arm) {
    return scores.lines().get(ARMS.indexOf(arm));
  }

  /** As the deck writes the arms. */
  public static String label(String arm) {
    return arm.equals(Arms.DSD)
        ? "DSD"
        : arm.substring(0, 1).toUpperCase(Locale.ROOT) + arm.substring(1);
  }
}
