package org.dsd4j.reports.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Mean and spread of a few values.
 *
 * @param n how many, at least 1
 * @param mean their mean
 * @param deviation standard deviation with divisor n − 1; empty for one value
 * @param meanInterval 95 % interval of the mean by Student's t; empty for one value
 */
public record Summary(
    int n, double mean, OptionalDouble deviation, Optional<Interval> meanInterval) {
  private static final double TWO_SIDED_95 = 0.975;

  /**
   * Summarises values. Equal values have a deviation of exactly 0 and an interval of no width.
   *
   * @param values at least one, all finite
   * @return their summary
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static Summary of(List<Double> values) {
    int n = values.size();
    if (n == 0 || !values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a summary needs finite values but has " + values);
    }
    boolean equal = values.stream().distinct().count() == 1;
    // Without this, the sum's rounding gives equal values a tiny deviation.
    double mean = equal ? values.get(0) : values.stream().mapToDouble(v -> v).sum() / n;
    if (n == 1) {
      return new Summary(1, mean, OptionalDouble.empty(), Optional.empty());
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    double half =
        new TDistribution(null, n - 1).inverseCumulativeProbability(TWO_SIDED_95)
            * deviation
            / Math.sqrt(n);
    Interval interval = new Interval(mean - half, mean + half);
    return new Summary(n, mean, OptionalDouble.of(deviation), Optional.of(interval));
  }
}
