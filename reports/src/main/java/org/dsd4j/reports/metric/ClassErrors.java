package org.dsd4j.reports.metric;

import java.util.List;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.Prediction;

/**
 * The error rates of a classifier from its predictions: counts that add up over examples. An
 * example is a top-k error when k or more classes stand before the right one.
 */
public final class ClassErrors {
  /** Id of the rate at which the highest score is wrong. */
  public static final String TOP1_ERROR = "top1-error";

  /** Id of the rate at which the right class is not among the five highest scores. */
  public static final String TOP5_ERROR = "top5-error";

  /** The share of examples whose highest score is wrong. */
  public static final Metric TOP1 =
      new Metric(TOP1_ERROR, "top-1 error", "%", Direction.LOWER_IS_BETTER);

  /** The share of examples whose right class is not among the five highest scores. */
  public static final Metric TOP5 =
      new Metric(TOP5_ERROR, "top-5 error", "%", Direction.LOWER_IS_BETTER);

  private static final List<String> METRICS = List.of(TOP1_ERROR, TOP5_ERROR);
  private static final List<Integer> DEPTHS = List.of(1, 5);

  /** The length of what {@link #count} returns. */
  public static final int COUNTS = METRICS.size() + 1;

  private ClassErrors() {}

  /**
   * Whether a metric can be computed from predictions.
   *
   * @param metricId its id
   * @return whether {@link #rate} knows it
   */
  public static boolean has(String metricId) {
    return METRICS.contains(metricId);
  }

  /**
   * Whether a metric can be computed from one prediction: without its rank only the top-1 error
   * can.
   *
   * @param metricId a metric that {@link #has} knows
   * @param prediction what was said of an example
   * @return whether its count for the metric means anything
   */
  public static boolean supports(String metricId, Prediction prediction) {
    return metricId.equals(TOP1_ERROR) || prediction.rank().isPresent();
  }

  /**
   * Counts one example.
   *
   * @param prediction what was said of it
   * @return errors (0 or 1) of each metric, 0 for a metric that needs the missing rank; examples
   *     (1)
   */
  public static long[] count(Prediction prediction) {
    int unranked = prediction.label() == prediction.predicted() ? 1 : 2;
    int rank = prediction.rank().orElse(unranked);
    long[] counts = new long[COUNTS];
    for (int i = 0; i < DEPTHS.size(); i++) {
      counts[i] = rank > DEPTHS.get(i) ? 1 : 0;
    }
    counts[COUNTS - 1] = 1;
    return counts;
  }

  /**
   * The error rate.
   *
   * @param metricId a metric that {@link #has} knows
   * @param sum the counts of the examples, added; of at least one example
   * @return in %, from 0 to 100
   */
  public static double rate(String metricId, long... sum) {
    return 100.0 * sum[METRICS.indexOf(metricId)] / sum[COUNTS - 1];
  }
}
