package org.dsd4j.reports.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.statistics.VerdictRule;

/**
 * One metric of one arm in both stores.
 *
 * @param arm the arm
 * @param metric the metric
 * @param primary whether it is the row's first metric, which the test looks at
 * @param a mean and spread in A, over the shared seeds where the difference is paired; empty
 *     without figures
 * @param b the same in B
 * @param difference B minus A; empty where one of them has no figures
 * @param adjustedP p of the difference after Holm over all arms of all rows; empty where there was
 *     no test, and for further metrics
 */
public record FigureDifference(
    String arm,
    Metric metric,
    boolean primary,
    Optional<Summary> a,
    Optional<Summary> b,
    Optional<Difference> difference,
    OptionalDouble adjustedP) {

  /** Whether the seeds show a difference. */
  public boolean isShown() {
    return adjustedP.isPresent() && adjustedP.getAsDouble() < VerdictRule.ALPHA;
  }

  /** The p of the test before Holm; empty for a figure that is not tested. */
  OptionalDouble testedP() {
    return difference.filter(d -> primary).map(Difference::p).orElse(OptionalDouble.empty());
  }

  FigureDifference adjusted(double p) {
    return new FigureDifference(arm, metric, primary, a, b, difference, OptionalDouble.of(p));
  }

  /**
   * What B is, compared with A, in a word or two.
   *
   * @return such as {@code better, not shown}; {@code equal} only where the means are equal
   */
  public String words() {
    if (difference.isEmpty()) {
      return a.isEmpty() && b.isEmpty() ? "no figures" : a.isEmpty() ? "only in B" : "only in A";
    }
    double change = metric.direction().improvement(0, difference.get().mean());
    if (change == 0) {
      return "equal";
    }
    String word =
        metric.direction().judges()
            ? (change > 0 ? "better" : "worse")
            : (change > 0 ? "larger" : "smaller");
    if (!primary) {
      return word;
    }
    return word + (adjustedP.isEmpty() ? ", no test" : isShown() ? ", shown" : ", not shown");
  }
}
