package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TextTable;

/**
 * A table in the layout of the paper's: a line for each arm with some figures and the settings of
 * its last phase, then what the method improves over its reference, absolutely and relatively.
 *
 * @param labels heads of the columns of figures
 * @param lines the lines
 */
public record ScoreTable(List<String> labels, List<Line> lines) {
  static final String NONE = "–";

  /** Copies the lists. */
  public ScoreTable {
    labels = List.copyOf(labels);
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param label such as {@code Sparse}
   * @param cells a figure for each column
   * @param sparsity of the arm's last phase; empty on the lines of improvements
   * @param epochs of the arm's last phase, but of all phases for a dense phase that was trained on;
   *     empty likewise
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
   * The line of an arm.
   *
   * @param row the row
   * @param metrics a column for each
   * @param arm the arm
   * @param label its name in the table
   * @return the line
   */
  static Line line(RowReport row, List<MetricReport> metrics, String arm, String label) {
    List<PhasePlan> plan = row.arm(arm).map(ArmReport::plan).orElse(List.of());
    Optional<PhasePlan> last =
        plan.isEmpty() ? Optional.empty() : Optional.of(plan.get(plan.size() - 1));
    double all = plan.stream().mapToDouble(PhasePlan::epochs).sum();
    // The paper's baseline is one phase; that it is trained here in two is no concern of the table.
    boolean one = arm.equals(Arms.EQUAL_EPOCHS);
    return new Line(
        label,
        metrics.stream().map(metric -> figure(row, metric, arm)).toList(),
        last.map(phase -> Figures.percent(phase.sparsity())).orElse(NONE),
        last.map(phase -> Figures.epochs(one ? all : phase.epochs())).orElse(NONE),
        last.map(phase -> Figures.rate(phase.learningRate())).orElse(NONE));
  }

  /** The two lines of improvements. */
  static List<Line> improvements(RowReport row, List<MetricReport> metrics) {
    return List.of(
        improvement("Improvement (absolute)", metrics, metric -> absolute(row, metric)),
        improvement("Improvement (relative)", metrics, ScoreTable::relative));
  }

  /**
   * All lines as texts.
   *
   * @param cell a figure's text
   * @param settings what follows the figures of a line
   * @return for each line its label, its figures and its settings
   */
  public List<List<String>> texts(
      Function<Cell, String> cell, Function<Line, List<String>> settings) {
    List<List<String>> texts = new ArrayList<>();
    for (Line line : lines) {
      List<String> text = new ArrayList<>(List.of(line.label()));
      line.cells().forEach(one -> text.add(cell.apply(one)));
      text.addAll(settings.apply(line));
      texts.add(text);
    }
    return texts;
  }

  /** For a terminal: means alone, in ASCII. */
  TextTable console(String head) {
    List<String> heads = new ArrayList<>(List.of(head));
    heads.addAll(labels);
    heads.add("sparsity");
    TextTable table = new TextTable(heads.toArray(new String[0]));
    texts(ScoreTable::plain, line -> List.of(line.sparsity()))
        .forEach(cells -> table.add(cells.toArray(new String[0])));
    return table;
  }

  static String plain(Cell cell) {
    return cell.figure().replace(NONE, "-");
  }

  /** The gain in the row's primary metric with its interval over the test split, in a sentence. */
  static Optional<String> gain(RowReport row) {
    MetricReport metric = row.primary();
    return estimate(row, metric)
        .map(
            gain ->
                "gain in "
                    + metric.metric().label()
                    + " over the "
                    + Figures.count(examples(row, metric))
                    + " examples of the test split: "
                    + Figures.difference(gain.mean(), metric.scale())
                    + " "
                    + Figures.interval(Optional.of(gain.interval()), metric.scale())
                    + " (95 % bootstrap)");
  }

  private static long examples(RowReport row, MetricReport metric) {
    return row.sentences()
        .flatMap(said -> said.score(metric.metric().id()))
        .map(SentenceReport.Score::examples)
        .orElse(0);
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
    double scale = metric.scale();
    return new Cell(
        metric.gain().map(g -> Figures.difference(g.comparison().mean(), scale)).orElse(NONE),
        estimate(row, metric)
            .map(SentenceReport.Estimate::interval)
            .map(interval -> Figures.interval(Optional.of(interval), scale))
            .orElse(""));
  }

  private static Cell relative(MetricReport metric) {
    return new Cell(
        metric
            .gain()
            .map(Contrast::relativePercent)
            .filter(percent -> !percent.isNaN())
            .map(percent -> Figures.difference(percent, 10) + " %")
            .orElse(NONE),
        "");
  }

  private static Optional<SentenceReport.Estimate> estimate(RowReport row, MetricReport metric) {
    return row.sentences()
        .flatMap(said -> said.score(metric.metric().id()))
        .flatMap(score -> Optional.ofNullable(score.gains().get(metric.roles().method())));
  }
}
