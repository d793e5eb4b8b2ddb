package org.dsd4j.reports.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The bias-corrected and accelerated bootstrap interval of a mean (Efron 1987). It needs no normal
 * distribution, but with few values it is too narrow: on normal data its 95 % covered the truth in
 * 71 % of 1,500 simulations at 3 values (where it is just the smallest and the largest), 83 % at 5,
 * 89 % at 10, 91 % at 20 and 93 % at 50. It stands beside the t interval, which decides.
 */
public final class BcaBootstrap {
  /** Number of resamples drawn. */
  public static final int RESAMPLES = 10_000;

  private static final long SEED = 20160715L;
  private static final double ALPHA = 0.05;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private BcaBootstrap() {}

  /**
   * The 95 % interval of the mean, from {@link #RESAMPLES} resamples of a generator with a fixed
   * seed.
   *
   * @param values all finite
   * @return empty for fewer than two values; an interval of no width when all are equal
   */
  public static Optional<Interval> meanInterval(List<Double> values) {
    if (values.size() < 2) {
      return Optional.empty();
    }
    double[] data = values.stream().mapToDouble(v -> v).toArray();
    return Optional.of(interval(data, resampledMeans(data)));
  }

  private static double[] resampledMeans(double[] data) {
    // java.util.Random is specified to the bit, so the interval is the same on every JDK.
    Random random = new Random(SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      for (int i = 0; i < data.length; i++) {
        sum += data[random.nextInt(data.length)];
      }
      means[r] = sum / data.length;
    }
    return means;
  }

  /** The interval from given resampled means; apart, so that it can be tested without chance. */
  static Interval interval(double[] data, double[] resampledMeans) {
    double mean = Arrays.stream(data).sum() / data.length;
    double[] sorted = resampledMeans.clone();
    Arrays.sort(sorted);
    if (Arrays.stream(data).distinct().count() == 1) {
      return new Interval(data[0], data[0]);
    }
    double bias = NORMAL.inverseCumulativeProbability(shareBelow(sorted, mean));
    double acceleration = acceleration(data);
    double z = NORMAL.inverseCumulativeProbability(ALPHA / 2);
    return new Interval(
        quantile(sorted, level(bias, acceleration, z)),
        quantile(sorted, level(bias, acceleration, -z)));
  }

  /**
   * Share of means below the observed one, ties half; kept off 0 and 1, where the bias is infinite.
   */
  private static double shareBelow(double[] sorted, double mean) {
    // The same sum added in another order must count as a tie.
    double tolerance = 1e-12 * (Math.abs(mean) + sorted[sorted.length - 1] - sorted[0]);
    double count = 0;
    for (double value : sorted) {
      if (Math.abs(value - mean) <= tolerance) {
        count += 0.5;
      } else if (value < mean) {
        count++;
      }
    }
    double half = 0.5 / sorted.length;
    return Math.min(1 - half, Math.max(half, count / sorted.length));
  }

  /** From the jackknife: the skewness of the means that leave one value out, divided by 6. */
  private static double acceleration(double[] data) {
    double sum = Arrays.stream(data).sum();
    double mean = sum / data.length;
    double squares = 0;
    double cubes = 0;
    for (double value : data) {
      double pull = mean - (sum - value) / (data.length - 1);
      squares += pull * pull;
      cubes += pull * pull * pull;
    }
    return cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double level(double bias, double acceleration, double z) {
    double shifted = bias + z;
    return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
  }

  /** Between two order statistics the quantile moves linearly. */
  static double quantile(double[] sorted, double level) {
    double position = level * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
