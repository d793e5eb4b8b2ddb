package org.dsd4j.reports.record;

/** Which way a metric gets better. */
public enum Direction {
  /** Errors and rates of mistakes. */
  LOWER_IS_BETTER,
  /** Accuracies and scores such as BLEU. */
  HIGHER_IS_BETTER;

  /**
   * How much better {@code to} is than {@code from}, in the metric's own unit.
   *
   * @param from the value to compare with
   * @param to the value in question
   * @return positive when {@code to} is better, negative when it is worse, NaN if either is NaN
   */
  public double improvement(double from, double to) {
    return this == LOWER_IS_BETTER ? from - to : to - from;
  }
}
