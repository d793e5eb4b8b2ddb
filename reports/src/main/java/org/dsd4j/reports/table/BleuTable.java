package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dsd4j.reports.metric.Bleu;
import org.dsd4j.reports.metric.BleuCounts;
import org.dsd4j.reports.metric.CaptionMetrics;
import org.dsd4j.reports.model.Arms;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.record.PhasePlan;

/**
 * The second table of the deck: BLEU-1 to BLEU-4 of baseline, sparse and DSD, and what DSD
 * improves, absolutely and relatively.
 *
 * @param brevityPenalty which variant of BLEU
 * @param labels heads of the columns of figures
 * @param lines the lines, as in the deck
 * @param signature what the figures leave open; empty when no run kept its sentences
 */
public record BleuTable(
    boolean brevityPenalty, List<String> labels, List<Line> lines, Optional<String> signature) {
  private static final String NONE = "–";
  private static final List<String> ARMS = List.of(Arms.BASELINE, Arms.SPARSE, Arms.DSD);

  /** Copies the lists. */
  public BleuTable {
    labels = List.copyOf(labels);
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param label such as {@code Sparse}
   * @param cells a figure for each column
   * @param sparsity of the arm's last phase; empty on the lines of improvements
   * @param epochs of the arm's last phase; empty likewise
   * @param rate learning rate of the arm's last phase; empty likewise
   */
  public record Line(String label, List<Cell> cells, String sparsity, String epochs, String rate) {
    /** Copies the list. */
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A figure.
   *
   * @param figure the mean over seeds; a dash where there is none
   * @param interval its bootstrap interval over the test split; empty where there is none
   */
  public record Cell(String figure, String interval) {}

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
    List<Line> lines = new ArrayList<>();
    for (String arm : ARMS) {
      lines.add(line(row, metrics, arm));
    }
    lines.add(improvement("Improvement (absolute)", metrics, metric -> absolute(row, metric)));
    lines.add(improvement("Improvement (relative)", metrics, BleuTable::relative));
    return new BleuTable(
        penalty,
        metrics.stream()
            .map(m -> "BLEU-" + CaptionMetrics.bleuOrder(m.metric().id()).orElseThrow())
            .toList(),
        lines,
        row.sentences().map(said -> Bleu.signature(said.mostReferences(), penalty)));
  }

  /**
   * The line of an arm.
   *
   * @param arm one of baseline, sparse and dsd
   * @return its line
   */
  Line line(String arm) {
    return lines.get(ARMS.indexOf(arm));
  }

  /** As the deck writes the arms. */
  public static String label(String arm) {
    return arm.equals(Arms.DSD)
        ? "DSD"
        : arm.substring(0, 1).toUpperCase(Locale.ROOT) + arm.substring(1);
  }

  private static Line line(RowReport row, List<MetricReport> metrics, String arm) {
    Optional<PhasePlan> last =
        row.arm(arm)
            .filter(report -> !report.plan().isEmpty())
            .map(report -> report.plan().get(report.plan().size() - 1));
    return new Line(
        label(arm),
        metrics.stream().map(metric -> figure(row, metric, arm)).toList(),
        last.map(phase -> Figures.percent(phase.sparsity())).orElse(NONE),
        last.map(phase -> Figures.epochs(phase.epochs())).orElse(NONE),
        last.map(phase -> Figures.rate(phase.learningRate())).orElse(NONE));
  }

  private static Cell figure(RowReport row, MetricReport metric, String arm) {
    return new Cell(
        metric.summary(arm).map(summary -> Figures.value(summary.mean())).orElse(NONE),
        row.sentences()
            .flatMap(said -> said.score(metric.metric().id()))
            .flatMap(score -> Optional.ofNullable(score.arms().get(arm)))
            .map(estimate -> Figures.range(estimate.interval(), estimate.mean()))
            .orElse(""));
  }

  private static Line improvement(
      String label, List<MetricReport> metrics, Function<MetricReport, Cell> cell) {
    return new Line(label, metrics.stream().map(cell).toList(), "", "", "");
  }

  private static Cell absolute(RowReport row, MetricReport metric) {
    double scale = metric.summary(Arms.BASELINE).map(summary -> summary.mean()).orElse(0.0);
    return new Cell(
        gain(metric).map(g -> Figures.difference(g.comparison().mean(), scale)).orElse(NONE),
        row.sentences()
            .flatMap(said -> said.score(metric.metric().id()))
            .flatMap(score -> Optional.ofNullable(score.gains().get(Arms.DSD)))
            .map(SentenceReport.Estimate::interval)
            .map(interval -> Figures.interval(Optional.of(interval), scale))
            .orElse(""));
  }

  private static Cell relative(MetricReport metric) {
    return new Cell(
        gain(metric)
            .map(Contrast::relativePercent)
            .filter(percent -> !percent.isNaN())
            .map(percent -> Figures.difference(percent, 10) + " %")
            .orElse(NONE),
        "");
  }

  private static Optional<Contrast> gain(MetricReport metric) {
    return metric.contrast(Arms.DSD, Arms.BASELINE);
  }
}
