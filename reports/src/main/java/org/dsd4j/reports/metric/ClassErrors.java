package org.dsd4j.reports.metric;

import org.dsd4j.reports.store.Prediction;

/** The error rate of a classifier from its predictions: counts that add up over examples. */
public final class ClassErrors {
  /** Id of the metric that predictions tell: the rate at which the highest score is wrong. */
  public static final String TOP1_ERROR = "top1-error";

  private ClassErrors() {}

  /**
   * Counts one example.
   *
   * @param prediction what was said of it
   * @return errors (0 or 1), examples (1)
   */
  public static long[] count(Prediction prediction) {
    return new long[] {prediction.label() == prediction.predicted() ? 0 : 1, 1};
  }

  /**
   * The error rate.
   *
   * @param sum errors and examples, at least one example
   * @return in %, from 0 to 100
   */
  public static double rate(long... sum) {
    return 100.0 * sum[0] / sum[1];
  }
}
