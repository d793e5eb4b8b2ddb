package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ReproductionReport;

/** Puts the report into words. */
final class PageViews {
  static final String COMPARED =
      "Every figure is from the test split after the last step; each line compares runs that share a"
          + " seed and a first dense phase.";
  static final String SUMMARY =
      "Mean ± standard deviation over seeds; an improvement is positive when DSD is better than the"
          + " baseline of the same seed, with its 95 % t interval. The paper's figures are of the"
          + " paper's scale and no figures to compare with those of another one";

  private PageViews() {}

  static PageView of(ReproductionReport report, List<RowView> rows, List<Drawing> charts) {
    List<PageView.Pair> sources = new ArrayList<>();
    report.claims().sources().forEach((name, text) -> sources.add(new PageView.Pair(name, text)));
    return new PageView(
        lead(report),
        SummaryViews.counted(report),
        SummaryViews.of(report),
        charts,
        rows,
        report.problems(),
        EngineViews.of(report),
        sources,
        COMPARED,
        SUMMARY);
  }

  private static String lead(ReproductionReport report) {
    int rows = report.rows().size();
    String scales =
        report.rows().stream()
            .map(row -> row.spec().scale())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    return rows + (rows == 1 ? " row" : " rows") + " of the paper run again, scale " + scales + ".";
  }
}
