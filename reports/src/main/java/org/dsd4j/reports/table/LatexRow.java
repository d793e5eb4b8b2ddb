package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.Budget;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SeedRun;

/** The LaTeX tables of one row. */
final class LatexRow {
  private static final int MOST_METRICS = 2;
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
    int columns = 7 + metrics.size() - 1;
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
                + ", paired by seed, positive when better, with its 95\\,\\% t interval; epochs and"
                + " steps from the first dense phase to the arm's end.",
            label(row));
    List<String> head = new ArrayList<>(List.of("Arm", "Seeds"));
    metrics.forEach(metric -> head.add(Latex.escape(metric.metric().labelWithUnit())));
    head.addAll(List.of("Gain", "95\\,\\% interval", "Epochs", "Steps"));
    table.line(head).rule();
    row.arms().forEach(arm -> table.line(line(arm, primary, metrics)));
    return table.end();
  }

  private static List<String> line(
      ArmReport arm, MetricReport primary, List<MetricReport> metrics) {
    Optional<Contrast> gain = primary.contrast(arm.arm(), primary.roles().reference());
    Optional<Budget> budget = arm.wholeBudget();
    double scale = primary.scale();
    List<String> cells = new ArrayList<>(List.of(Latex.escape(arm.arm()), measured(arm)));
    metrics.forEach(
        metric ->
            cells.add(
                metric
                    .summary(arm.arm())
                    .map(Figures::meanAndDeviation)
                    .map(Latex::figure)
                    .orElse(state(arm))));
    cells.add(
        gain.map(g -> Figures.difference(g.comparison().mean(), scale))
            .map(Latex::figure)
            .orElse(NONE));
    cells.add(
        gain.map(g -> Figures.interval(g.comparison().interval(), scale))
            .map(Latex::figure)
            .orElse(NONE));
    cells.add(budget.map(b -> Figures.epochs(b.epochs())).orElse(NONE));
    cells.add(budget.map(b -> Figures.count(b.steps())).orElse(NONE));
    return cells;
  }

  private static String measured(ArmReport arm) {
    long measured = arm.runs().stream().filter(r -> r.status() == SeedRun.Status.MEASURED).count();
    return measured + "/" + arm.runs().size();
  }

  /** Why an arm has no figure, in a word. */
  private static String state(ArmReport arm) {
    return Latex.escape(CsvWriter.outcome(arm.runs().get(0).status()));
  }

  private static String scores(ScoreTable scores, String caption, String label) {
    int figures = scores.labels().size();
    Latex table =
        new Latex(
            "l" + "r".repeat(figures + 3),
            figures + 4,
            caption
                + " Means over the seeds, in brackets the 95\\,\\% bootstrap interval over the test"
                + " split where runs kept their sentences; settings of each arm's last phase.",
            label);
    List<String> head = new ArrayList<>(List.of("Phase"));
    scores.labels().forEach(one -> head.add(Latex.escape(one)));
    head.addAll(List.of("Sparsity", "Epochs", "Rate"));
    table.line(head).rule();
    for (ScoreTable.Line line : scores.lines()) {
      List<String> cells = new ArrayList<>(List.of(Latex.escape(line.label())));
      line.cells().forEach(cell -> cells.add(Latex.figure(cell.figure())));
      cells.addAll(List.of(line.sparsity(), line.epochs(), line.rate()));
      cells.subList(1 + figures, cells.size()).replaceAll(Latex::figure);
      table.line(cells);
      intervals(line).ifPresent(table::line);
    }
    return table.end();
  }

  /** Below their figures: side by side they would be wider than a page. */
  private static Optional<List<String>> intervals(ScoreTable.Line line) {
    if (line.cells().stream().allMatch(cell -> cell.interval().isEmpty())) {
      return Optional.empty();
    }
    List<String> cells = new ArrayList<>(List.of(""));
    line.cells().forEach(cell -> cells.add("{\\scriptsize " + Latex.figure(cell.interval()) + "}"));
    cells.addAll(List.of("", "", ""));
    return Optional.of(cells);
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
    return "tab:dsd-" + row.anchor().replaceAll("[^a-z0-9-]", "-");
  }
}
