package org.dsd4j.djl.training;

/** Which values of a metric are better. */
public enum MetricDirection {
  /** Higher values are better, such as of accuracy. */
  HIGHER_IS_BETTER,
  /** Lower values are better, such as of a loss. */
  LOWER_IS_BETTER;

  /** Returns whether a value is better than another; NaN is never better, anything beats it. */
  boolean better(double value, double than) {
    if (Double.isNaN(value) || Double.isNaN(than)) {
      return !Double.isNaN(value);
    }
    return this == HIGHER_IS_BETTER ? value > than : value < than;
  }
}
