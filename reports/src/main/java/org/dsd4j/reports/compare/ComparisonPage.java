package org.dsd4j.reports.compare;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dsd4j.reports.page.Drawing;
import org.dsd4j.reports.page.Template;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.text.Markdown;

/** A comparison as HTML and as Markdown. */
final class ComparisonPage {
  private final ComparisonView view;

  ComparisonPage(StoreComparison comparison, List<Drawing> charts) {
    this.view =
        new ComparisonView(
            comparison.a(),
            comparison.b(),
            lead(comparison),
            ComparisonTables.summary(comparison),
            charts,
            ComparisonTables.environment(comparison),
            comparison.onlyInOne(),
            comparison.problems(),
            comparison.rows().stream().map(ComparisonPage::section).toList());
  }

  String html() {
    return Template.fill("compare.html.peb", Map.of("page", view));
  }

  String markdown() {
    Markdown text = new Markdown();
    text.heading(1, "Two stores of runs side by side");
    text.list(List.of("A: " + view.a(), "B: " + view.b()));
    text.paragraph(view.lead());
    text.table(view.summary());
    view.charts().forEach(chart -> text.image(chart.title(), "charts/" + chart.id() + ".svg"));
    text.table(view.environment());
    text.list(view.onlyInOne());
    text.list(view.problems());
    for (ComparisonView.Section row : view.rows()) {
      text.heading(2, row.title() + ", scale " + row.scale() + ", " + row.engines());
      text.list(List.of(row.gain(), row.pairing(), row.runs()));
      text.table(row.primary());
      row.further().forEach(text::table);
      text.table(row.each());
      text.table(row.settings());
      text.list(row.notes());
    }
    return text.toString();
  }

  private static String lead(StoreComparison comparison) {
    int rows = comparison.rows().size();
    long runs = comparison.rows().stream().mapToLong(row -> row.runs().size()).sum();
    long equal = comparison.rows().stream().mapToLong(RowComparison::equalRuns).sum();
    long verdicts = comparison.rows().stream().filter(row -> row.gain().sameVerdict()).count();
    int shown = comparison.shownDifferences().size();
    return rows
        + (rows == 1 ? " row is" : " rows are")
        + " in both. "
        + equal
        + " of "
        + runs
        + " runs are equal to the bit; the verdict is the same in "
        + verdicts
        + " of "
        + rows
        + "; "
        + (shown == 0
            ? "no difference of the primary metric is shown by the seeds."
            : shown + (shown == 1 ? " difference is shown." : " differences are shown."));
  }

  private static ComparisonView.Section section(RowComparison row) {
    RunSpec spec = row.a().spec();
    List<Metric> metrics = row.figures().stream().map(FigureDifference::metric).distinct().toList();
    return new ComparisonView.Section(
        spec.network() + " on " + spec.dataset(),
        spec.scale(),
        row.engines(),
        "Gain of " + row.gain().compared() + ": " + row.gain().words() + ".",
        sentence(pairing(row)),
        sentence(runs(row)),
        ComparisonTables.figures(row, row.primaryMetric()),
        metrics.stream()
            .filter(metric -> !metric.equals(row.primaryMetric()))
            .map(metric -> ComparisonTables.figures(row, metric))
            .toList(),
        ComparisonTables.runs(row),
        ComparisonTables.settings(row),
        Stream.concat(row.ended().stream(), row.notes().stream()).toList());
  }

  /** How many seeds there are, and whether they were paired. */
  static String pairing(RowComparison row) {
    boolean paired =
        row.figures().stream().flatMap(f -> f.difference().stream()).anyMatch(Difference::paired);
    return "seeds: "
        + row.a().seeds().size()
        + " in A, "
        + row.b().seeds().size()
        + " in B, "
        + (paired ? "paired" : "not paired")
        + (row.sameWork() ? "" : ", the work is not the same");
  }

  /** How many runs are equal to the bit. */
  static String runs(RowComparison row) {
    if (row.runs().isEmpty()) {
      return "no run of the same seed and arm is in both";
    }
    return ComparisonTables.equalRuns(row)
        + " of the same seed and arm are equal to the bit: figures, final weights, kept weights of"
        + " each layer, first losses";
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }
}
