package org.dsd4j.reports.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.table.Figures;

/** Puts the report into words. */
final class PageViews {
  private static final String NONE = "–";

  static final String COMPARED =
      "Every figure is from the test split after the last step; each line compares runs that share a"
          + " seed and a first dense phase.";
  static final String SUMMARY =
      "Mean ± standard deviation over seeds; gain is positive when DSD is better than the baseline"
          + " of the same seed, with its 95 % t interval";

  private PageViews() {}

  static PageView of(ReproductionReport report, List<RowView> rows) {
    List<PageView.Pair> sources = new ArrayList<>();
    report.claims().sources().forEach((name, text) -> sources.add(new PageView.Pair(name, text)));
    return new PageView(
        lead(report),
        report.rows().stream().map(PageViews::summary).toList(),
        rows,
        report.absent().stream().map(PageViews::absent).toList(),
        report.problems(),
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

  private static PageView.Absent absent(Claim claim) {
    String metric = claim.metrics().get(0).id();
    return new PageView.Absent(
        claim.network(), claim.dataset(), Claimed.pairs(claim.pairs(metric)));
  }

  private static PageView.Summary summary(RowReport row) {
    MetricReport metric = row.primary();
    Optional<Contrast> gain = metric.gain();
    double scale = metric.scale();
    int seeds = gain.map(g -> g.seeds().size()).orElse(0);
    return new PageView.Summary(
        row.anchor(),
        row.spec().network(),
        row.spec().dataset(),
        row.spec().scale(),
        row.spec().engine(),
        metric.metric().labelWithUnit(),
        figure(metric, metric.roles().reference()),
        figure(metric, metric.roles().sparse()),
        figure(metric, metric.roles().method()),
        gain.map(g -> Figures.difference(g.comparison().mean(), scale)).orElse(NONE),
        gain.map(MetricViews::relative).orElse(NONE),
        gain.map(g -> MetricViews.interval(g.comparison().interval(), scale)).orElse(NONE),
        Claimed.pairs(metric.claimed()),
        MetricViews.style(metric.verdict()),
        metric.verdict().kind().label(),
        seeds + (seeds == 1 ? " seed" : " seeds"),
        row.hasSeveralPasses()
            ? metric.roles().method() + " over " + metric.roles().reference()
            : "");
  }

  private static String figure(MetricReport metric, String arm) {
    return metric.summary(arm).map(Figures::meanAndDeviation).map(MetricViews::tight).orElse(NONE);
  }
}
