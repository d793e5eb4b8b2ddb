package org.dsd4j.reports.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The difference between the means of two independent groups whose spreads may differ, after Welch
 * (1947). It stands where values cannot be paired; {@link PairedComparison} sees more where they
 * can.
 *
 * @param mean mean of the second group minus that of the first
 * @param interval 95 % interval of that difference; empty with fewer than two values in a group, or
 *     where neither group has a spread
 * @param p two-sided p of Welch's t test; empty where the interval is
 * @see <a href="https://doi.org/10.1093/biomet/34.1-2.28">Welch 1947</a>
 */
public record WelchComparison(double mean, Optional<Interval> interval, OptionalDouble p) {
  private static final double TWO_SIDED_95 = 0.975;

  /**
   * Compares two groups.
   *
   * @param from the first group, at least one finite value
   * @param to the second group, at least one finite value
   * @return their difference
   */
  public static WelchComparison of(List<Double> from, List<Double> to) {
    Summary first = Summary.of(from);
    Summary second = Summary.of(to);
    double mean = second.mean() - first.mean();
    double one = squaredError(first);
    double two = squaredError(second);
    if (first.n() < 2 || second.n() < 2 || one + two == 0) {
      return new WelchComparison(mean, Optional.empty(), OptionalDouble.empty());
    }
    // Welch–Satterthwaite: between the smaller group's degrees of freedom and their sum.
    double freedom =
        (one + two) * (one + two) / (one * one / (first.n() - 1) + two * two / (second.n() - 1));
    TDistribution t = new TDistribution(null, freedom);
    double error = Math.sqrt(one + two);
    double half = t.inverseCumulativeProbability(TWO_SIDED_95) * error;
    return new WelchComparison(
        mean,
        Optional.of(new Interval(mean - half, mean + half)),
        OptionalDouble.of(2 * t.cumulativeProbability(-Math.abs(mean / error))));
  }

  private static double squaredError(Summary summary) {
    double deviation = summary.deviation().orElse(0);
    return deviation * deviation / summary.n();
  }
}
