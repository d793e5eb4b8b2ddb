package org.dsd4j.reports.record;

import java.util.ArrayList;
import java.util.List;

/**
 * How the weights of one layer are spread at one moment. All moments of a seed use the same bins,
 * so that the panels of a figure can be laid side by side.
 *
 * @param moment one of {@link #MOMENTS}
 * @param layer block path of the parameter
 * @param low left edge of the first bin
 * @param high right edge of the last bin
 * @param counts values per bin, exact zeros left out; bins have equal width and hold their left
 *     edge, the last one its right edge too
 * @param zeros exact zeros, of either sign
 * @param below values under {@code low}
 * @param above values over {@code high}
 * @param total all values: the sum of the four
 */
public record WeightHistogram(
    String moment,
    String layer,
    double low,
    double high,
    List<Long> counts,
    long zeros,
    long below,
    long above,
    long total) {
  /** The moment after the dense phase, before pruning. */
  public static final String DENSE = "dense";

  /** The moment right after pruning, before any sparse step. */
  public static final String PRUNED = "pruned";

  /** The moment after the sparse phase. */
  public static final String SPARSE = "sparse";

  /** The moment at which the masks are lifted, before any re-dense step. */
  public static final String REDENSE = "redense";

  /** The moment after the re-dense phase. */
  public static final String FINAL = "final";

  /** The five moments of the paper's Figure 2, in order. */
  public static final List<String> MOMENTS = List.of(DENSE, PRUNED, SPARSE, REDENSE, FINAL);

  /** Checks ranges and that nothing is lost. */
  public WeightHistogram {
    Problems problems = new Problems("weight histogram");
    problems.check(
        moment != null && MOMENTS.contains(moment),
        "moment must be one of " + MOMENTS + " but was '" + moment + "'");
    problems.checkText("layer", layer);
    problems.checkFigure("low", low);
    problems.checkFigure("high", high);
    problems.check(low < high, "low must be below high but they were " + low + " and " + high);
    problems.check(counts != null && !counts.isEmpty(), "counts needs at least one bin");
    problems.check(
        counts == null || counts.size() <= RecordLimits.BINS,
        "counts may have at most " + RecordLimits.BINS + " bins");
    problems.throwIfAny();
    counts = List.copyOf(counts);
    counts.forEach(count -> problems.checkCount("a bin", count, RecordLimits.EXAMPLES));
    problems.checkCount("zeros", zeros, RecordLimits.EXAMPLES);
    problems.checkCount("below", below, RecordLimits.EXAMPLES);
    problems.checkCount("above", above, RecordLimits.EXAMPLES);
    problems.throwIfAny();
    // So bounded, no sum of bins is beyond a long.
    long sum = counts.stream().mapToLong(Long::longValue).sum() + zeros + below + above;
    problems.check(sum == total, "total is " + total + " but the parts add up to " + sum);
    problems.throwIfAny();
  }

  /**
   * Counts values.
   *
   * @param moment one of {@link #MOMENTS}
   * @param layer block path of the parameter
   * @param low left edge of the first bin
   * @param high right edge of the last bin
   * @param bins number of bins, at least 1
   * @param values the weights
   * @return their histogram
   * @throws IllegalArgumentException if a value is NaN or the range is empty
   */
  public static WeightHistogram of(
      String moment, String layer, double low, double high, int bins, float[] values) {
    long[] counts = new long[bins];
    long zeros = 0;
    long below = 0;
    long above = 0;
    for (float value : values) {
      if (Float.isNaN(value)) {
        throw new IllegalArgumentException("layer " + layer + " holds NaN at moment " + moment);
      }
      if (value == 0) {
        zeros++;
      } else if (value < low) {
        below++;
      } else if (value > high) {
        above++;
      } else {
        counts[Math.min(bins - 1, (int) ((value - low) / (high - low) * bins))]++;
      }
    }
    List<Long> list = new ArrayList<>(bins);
    for (long count : counts) {
      list.add(count);
    }
    return new WeightHistogram(moment, layer, low, high, list, zeros, below, above, values.length);
  }

  /** Width of a bin. */
  public double binWidth() {
    return (high - low) / counts.size();
  }
}
