package org.dsd4j.reports.chart;

import java.util.Locale;
import java.util.Optional;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.Verdict;

/**
 * A row in the forest plot. Rows have different units, so all figures are in percent of the mean of
 * the row's baseline, positive when better.
 *
 * @param name the network
 * @param verdict the row's verdict
 * @param gain DSD over the baseline; empty when no seed has both
 * @param control name of the best control of equal budget; empty when there is none
 * @param overControl DSD over that control; empty when there is none
 */
record ForestLine(
    String name,
    Verdict.Kind verdict,
    Optional<Mark> gain,
    String control,
    Optional<Mark> overControl) {

  /**
   * A mean with its interval.
   *
   * @param mean the mean
   * @param interval its 95 % t interval; empty for one seed
   */
  record Mark(double mean, Optional<Interval> interval) {
    double low() {
      return interval.map(Interval::low).orElse(mean);
    }

    double high() {
      return interval.map(Interval::high).orElse(mean);
    }

    @Override
    public String toString() {
      String text = String.format(Locale.ROOT, "%+.1f %%", mean);
      return interval
          .map(i -> text + String.format(Locale.ROOT, " [%+.1f, %+.1f]", i.low(), i.high()))
          .orElse(text);
    }
  }

  static ForestLine of(RowReport row) {
    MetricReport metric = row.primary();
    Optional<Contrast> gain = metric.gain();
    double factor = gain.map(g -> factor(g, metric)).orElse(0.0);
    return new ForestLine(
        row.shortName(),
        metric.verdict().kind(),
        gain.filter(g -> factor > 0).map(g -> mark(g, factor)),
        metric.control().map(Contrast::reference).orElse(""),
        metric.control().filter(c -> factor > 0).map(c -> mark(c, factor)));
  }

  /**
   * From the metric's unit to percent of the baseline over the same seeds; 0 where there is none.
   */
  private static double factor(Contrast gain, MetricReport metric) {
    double mean = gain.comparison().mean();
    if (mean != 0 && Double.isFinite(gain.relativePercent())) {
      return gain.relativePercent() / mean;
    }
    return metric.scale() == 0 ? 0 : 100 / Math.abs(metric.scale());
  }

  private static Mark mark(Contrast contrast, double factor) {
    return new Mark(
        contrast.comparison().mean() * factor,
        contrast
            .comparison()
            .interval()
            .map(i -> new Interval(i.low() * factor, i.high() * factor)));
  }

  /** The line as text, for screen readers. */
  String words() {
    String over =
        overControl
            .map(mark -> ", over the control " + control + " " + mark)
            .orElse(", no control of equal budget");
    return name
        + ": "
        + gain.map(Mark::toString).orElse("no figures")
        + over
        + ", "
        + verdict.label();
  }
}
