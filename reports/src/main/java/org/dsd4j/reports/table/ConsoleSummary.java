package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.TrainingCost;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.text.Durations;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TextTable;

/** The report for a terminal: one block a row, and a summary of several. */
public final class ConsoleSummary {
  /** No line is longer. */
  public static final int WIDTH = 100;

  private ConsoleSummary() {}

  /**
   * Writes the report as text.
   *
   * @param report the report
   * @return its lines, ended by {@code \n}, none longer than {@link #WIDTH}
   */
  public static String of(ReproductionReport report) {
    List<String> lines = new ArrayList<>();
    for (RowReport row : report.rows()) {
      lines.addAll(block(row));
      lines.add("");
    }
    lines.addAll(ConsoleOverview.lines(report.rows(), WIDTH));
    if (!report.absent().isEmpty()) {
      String names =
          report.absent().stream().map(c -> c.network()).collect(Collectors.joining(", "));
      lines.addAll(TextTable.wrap("not run: " + names, WIDTH, "  "));
    }
    for (String problem : report.problems()) {
      lines.addAll(TextTable.wrap("problem: " + problem, WIDTH, "  "));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> block(RowReport row) {
    MetricReport metric = row.primary();
    List<String> lines = new ArrayList<>();
    String title =
        String.format(
            Locale.ROOT,
            "%s on %s, scale %s, %s",
            row.spec().network(),
            row.spec().dataset(),
            row.spec().scale(),
            row.spec().engine());
    lines.addAll(TextTable.wrap(title, WIDTH, "  "));
    lines.addAll(table(row, metric).lines(WIDTH));
    lines.addAll(
        TextTable.wrap(
            "verdict: " + metric.verdict().kind().label() + " - " + metric.verdict().reason(),
            WIDTH,
            "  "));
    metric
        .verdict()
        .warnings()
        .forEach(warning -> lines.addAll(TextTable.wrap("warning: " + warning, WIDTH, "  ")));
    gaps(row, metric).forEach(gap -> lines.addAll(TextTable.wrap(gap, WIDTH, "  ")));
    row.givenWeights()
        .ifPresent(given -> lines.addAll(TextTable.wrap("note: " + given, WIDTH, "  ")));
    row.notes().forEach(note -> lines.addAll(TextTable.wrap("note: " + note, WIDTH, "  ")));
    lines.addAll(ConsoleBleu.lines(row, WIDTH));
    lines.addAll(ConsoleSpeech.lines(row, WIDTH));
    claimed(metric).ifPresent(text -> lines.addAll(TextTable.wrap(text, WIDTH, "  ")));
    return lines;
  }

  /** Runs of an arm with figures that have none themselves, unless the verdict has named them. */
  private static List<String> gaps(RowReport row, MetricReport metric) {
    List<String> gaps = new ArrayList<>();
    for (ArmReport arm : row.arms()) {
      if (measured(arm) > 0) {
        arm.runs().stream()
            .filter(run -> run.status() != ArmRun.Status.MEASURED)
            .map(run -> arm.arm() + ", seed " + run.seed() + ": " + run.note())
            .filter(gap -> !metric.verdict().warnings().contains(gap))
            .filter(gap -> !metric.verdict().reason().equals(gap))
            .forEach(gap -> gaps.add("gap: " + gap));
      }
    }
    return gaps;
  }

  private static TextTable table(RowReport row, MetricReport metric) {
    String better =
        metric.metric().direction() == Direction.LOWER_IS_BETTER ? ", less is better" : "";
    TextTable table =
        new TextTable(
            "arm",
            TextTable.cut(metric.metric().labelWithUnit() + better, 36),
            "seeds",
            "gain [95 %]",
            "epochs",
            "steps",
            "time");
    double scale = metric.scale();
    for (ArmReport arm : row.arms()) {
      Optional<Contrast> contrast = metric.contrast(arm.arm(), metric.roles().reference());
      Optional<TrainingCost> budget = arm.wholeBudget();
      table.add(
          arm.arm(),
          metric
              .summary(arm.arm())
              .map(Figures::meanAndDeviation)
              .orElseGet(() -> TextTable.cut(arm.runs().get(0).note(), 36)),
          measured(arm) + "/" + arm.runs().size(),
          contrast.map(c -> Figures.gain(c.comparison(), scale)).orElse("-"),
          budget.map(b -> Figures.epochs(b.epochs())).orElse("-"),
          budget.map(b -> Figures.count(b.steps())).orElse("-"),
          budget.map(b -> Durations.of(b.seconds())).orElse("-"));
    }
    return table;
  }

  private static long measured(ArmReport arm) {
    return arm.runs().stream().filter(r -> r.status() == ArmRun.Status.MEASURED).count();
  }

  private static Optional<String> claimed(MetricReport metric) {
    if (metric.claimed().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        metric.claimed().stream()
            .map(
                pair ->
                    String.format(
                        Locale.ROOT,
                        "%s %s -> %s",
                        pair.source(),
                        Figures.claimed(pair.baseline()),
                        Figures.claimed(pair.dsd())))
            .collect(Collectors.joining("; ", "at paper scale: ", "")));
  }
}
