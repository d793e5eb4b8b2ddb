package org.dsd4j.reports.statistics;

/**
 * A closed range of plausible values.
 *
 * @param low its lower end
 * @param high its upper end, not below {@code low}
 */
public record Interval(double low, double high) {
  /** Checks the order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval ends are " + low + " and " + high);
    }
  }

  /** Whether {@code value} lies in the range, its ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
