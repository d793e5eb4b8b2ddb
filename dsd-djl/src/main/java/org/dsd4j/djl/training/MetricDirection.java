package org.dsd4j.djl.training;

/** Which values of a figure are better. */
public enum MetricDirection {
  /** The more the better, as with accuracy. */
  HIGHER_IS_BETTER,
  /** The less the better, as with a loss. */
  LOWER_IS_BETTER;

  /** Returns whether a value is better than another; NaN is never better, anything beats it. */
  boolean better(double value, double than) {
    if (Double.isNaN(value) || Double.isNaN(than)) {
      return !Double.isNaN(value);
    }
    return this == HIGHER_IS_BETTER ? value > than : value < than;
  }
}
