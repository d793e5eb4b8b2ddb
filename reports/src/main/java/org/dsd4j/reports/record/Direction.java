package org.dsd4j.reports.record;

/** Which way a metric gets better. */
public enum Direction {
  /** Errors and rates of mistakes. */
  LOWER_IS_BETTER,
  /** Accuracies and scores such as BLEU. */
  HIGHER_IS_BETTER,
  /** Figures that describe and do not judge, such as the length of a caption. */
  NEUTRAL;

  /**
   * How much better {@code to} is than {@code from}, in the metric's own unit; for a {@link
   * #NEUTRAL} metric the plain change, which is no gain.
   *
   * @param from the value to compare with
   * @param to the value in question
   * @return positive when {@code to} is better, or, neutral, larger; negative when it is worse, or
   *     smaller; NaN if either is NaN
   */
  public double improvement(double from, double to) {
    return this == LOWER_IS_BETTER ? from - to : to - from;
  }

  /** Whether one value can be better than another. */
  public boolean judges() {
    return this != NEUTRAL;
  }

  /** In words, for the heads of tables and charts: {@code lower is better}; empty when neutral. */
  public String words() {
    return switch (this) {
      case LOWER_IS_BETTER -> "lower is better";
      case HIGHER_IS_BETTER -> "higher is better";
      case NEUTRAL -> "";
    };
  }
}
