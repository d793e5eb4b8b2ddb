package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.TrainingCost;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.text.Figures;

/** The LaTeX tables of one row. */
final class LatexRow {
  private static final int MOST_METRICS = 2;

  /** So many figures with their intervals fit beside each other. */
  private static final int MOST_SCORES = 4;

  private static final String NONE = "--";

  private LatexRow() {}

  static List<String> tables(RowReport row) {
    List<BleuTable> bleu = BleuTable.of(row);
    Optional<SpeechTable> speech = SpeechTable.of(row);
    // Rows with tables of their own have many metrics, which stand there.
    boolean own = !bleu.isEmpty() || speech.isPresent();
    List<String> tables = new ArrayList<>();
    tables.add(arms(row, row.metrics().subList(0, own ? 1 : shown(row))));
    for (BleuTable table : bleu) {
      String variant = table.brevityPenalty() ? "with" : "without";
      tables.add(
          scores(
              table.scores(),
              "BLEU " + variant + " brevity penalty, in the layout of the paper: " + subject(row),
              label(row) + "-bleu-" + variant));
    }
    speech.ifPresent(
        table -> {
          tables.add(
              scores(
                  table.scores(),
                  "Word error rates by phase, in the layout of the paper: " + subject(row),
                  label(row) + "-wer"));
          tables.add(
              scores(
                  table.kinds(),
                  "Substitutions, deletions and insertions in \\% of the words of the references,"
                      + " and character error rates: "
                      + subject(row),
                  label(row) + "-errors"));
        });
    return tables;
  }

  private static int shown(RowReport row) {
    return Math.min(MOST_METRICS, row.metrics().size());
  }

  private static String arms(RowReport row, List<MetricReport> metrics) {
    MetricReport primary = row.primary();
    int columns = 5 + metrics.size();
    Latex table =
        new Latex(
            "l" + "r".repeat(columns - 1),
            columns,
            "Arms of "
                + subject(row)
                + " Mean $\\pm$ standard deviation over the seeds; gain in "
                + Latex.escape(primary.metric().labelWithUnit())
                + " over "
                + Latex.escape(primary.roles().reference())
                + ", paired by seed, positive when better, above its 95\\,\\% t interval; epochs and"
                + " steps from the first dense phase to the arm's end.",
            label(row));
    List<String> head = new ArrayList<>(List.of("Arm", "Seeds"));
    metrics.forEach(metric -> head.add(Latex.head(metric.metric().labelWithUnit())));
    head.addAll(List.of("Gain", "Epochs", "Steps"));
    table.line(head).rule();
    row.arms().forEach(arm -> table.line(line(arm, primary, metrics)));
    return table.end();
  }

  private static List<String> line(
      ArmReport arm, MetricReport primary, List<MetricReport> metrics) {
    Optional<Contrast> gain = primary.contrast(arm.arm(), primary.roles().reference());
    Optional<TrainingCost> budget = arm.wholeBudget();
    List<String> cells = new ArrayList<>(List.of(Latex.escape(arm.arm()), measured(arm)));
    metrics.forEach(
        metric ->
            cells.add(
                metric
                    .summary(arm.arm())
                    .map(Figures::meanAndDeviation)
                    .map(Latex::figure)
                    .orElse(state(arm))));
    cells.add(gain.map(g -> gain(g, primary.scale())).orElse(NONE));
    cells.add(budget.map(b -> Figures.epochs(b.epochs())).orElse(NONE));
    cells.add(budget.map(b -> Figures.count(b.steps())).orElse(NONE));
    return cells;
  }

  /** The mean gain above its interval, where there is one. */
  static String gain(Contrast gain, double scale) {
    Optional<Interval> interval = gain.comparison().interval();
    return Latex.two(
        'r',
        Latex.figure(Figures.difference(gain.comparison().mean(), scale)),
        interval.isEmpty() ? "" : Latex.figure(Figures.interval(interval, scale)));
  }

  private static String measured(ArmReport arm) {
    long measured = arm.runs().stream().filter(r -> r.status() == ArmRun.Status.MEASURED).count();
    return measured + "/" + arm.runs().size();
  }

  /** Why an arm has no figure, in a word. */
  private static String state(ArmReport arm) {
    return Latex.escape(CsvWriter.outcome(arm.runs().get(0).status()));
  }

  /** Figures that do not fit beside the first ones stand below them, in parts of the same lines. */
  private static String scores(ScoreTable scores, String caption, String label) {
    int figures = scores.labels().size();
    int columns = Math.min(figures, MOST_SCORES);
    Latex table =
        new Latex(
            "l" + "r".repeat(columns),
            1 + columns,
            caption
                + " Means over the seeds, in brackets the 95\\,\\% bootstrap interval over the test"
                + " split where runs kept their sentences; below each phase its sparsity, epochs and"
                + " learning rate.",
            label);
    for (int from = 0; from < figures; from += columns) {
      if (from > 0) {
        table.rule();
      }
      part(table, scores, from, columns);
    }
    return table.end();
  }

  private static void part(Latex table, ScoreTable scores, int from, int columns) {
    int to = Math.min(from + columns, scores.labels().size());
    List<String> missing = Collections.nCopies(from + columns - to, "");
    List<String> head = new ArrayList<>(List.of("Phase"));
    scores.labels().subList(from, to).forEach(label -> head.add(Latex.head(label)));
    head.addAll(missing);
    table.line(head).rule();
    for (ScoreTable.Line line : scores.lines()) {
      String settings = from == 0 ? Latex.escape(settings(line)) : "";
      List<String> cells = new ArrayList<>();
      cells.add(Latex.two('l', Latex.escape(line.label()), settings));
      for (ScoreTable.Cell cell : line.cells().subList(from, to)) {
        cells.add(Latex.two('r', Latex.figure(cell.figure()), Latex.figure(cell.interval())));
      }
      cells.addAll(missing);
      table.line(cells);
    }
  }

  /** Nothing for lines of improvements, nor for an arm that was never started. */
  private static String settings(ScoreTable.Line line) {
    return line.epochs().isEmpty() || line.epochs().equals(ScoreTable.NONE)
        ? ""
        : line.sparsity() + ", " + line.epochs() + " epochs, " + line.rate();
  }

  private static String subject(RowReport row) {
    String seeds = row.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Latex.escape(
        row.spec().network()
            + " on "
            + row.spec().dataset()
            + ", scale "
            + row.spec().scale()
            + ", "
            + row.spec().engine()
            + (row.seeds().size() == 1 ? ", seed " : ", seeds ")
            + seeds
            + ".");
  }

  private static String label(RowReport row) {
    return Latex.label(row.anchor());
  }
}
