package org.dsd4j.reports.live;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.text.Figures;

/**
 * A row's line in the table of the page, as far as it has come.
 *
 * @param network name of the network
 * @param where scale and engine
 * @param metric the metric with its unit
 * @param baseline mean and deviation of the reference
 * @param method the same of the last dense phase
 * @param gain positive when the method is better, with its interval
 * @param style class of the verdict in the style sheet
 * @param verdict in words
 * @param seeds how many pairs of seeds the gain is of
 */
record SummaryLine(
    String network,
    String where,
    String metric,
    String baseline,
    String method,
    String gain,
    String style,
    String verdict,
    int seeds) {
  private static final String NONE = "–";

  static List<SummaryLine> of(ReproductionReport report) {
    return report.rows().stream().map(SummaryLine::of).toList();
  }

  private static SummaryLine of(RowReport row) {
    MetricReport metric = row.primary();
    Optional<Contrast> gain = metric.gain();
    return new SummaryLine(
        row.spec().network(),
        "scale " + row.spec().scale() + ", " + row.spec().engine(),
        metric.metric().labelWithUnit(),
        figure(metric, metric.roles().reference()),
        figure(metric, metric.roles().method()),
        gain.map(found -> Figures.gain(found.comparison(), metric.scale())).orElse(NONE),
        metric.verdict().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        metric.verdict().kind().label(),
        gain.map(found -> found.seeds().size()).orElse(0));
  }

  private static String figure(MetricReport metric, String arm) {
    return metric.summary(arm).map(Figures::meanAndDeviation).orElse(NONE);
  }
}
