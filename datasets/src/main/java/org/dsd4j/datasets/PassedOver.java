package org.dsd4j.datasets;

import java.util.List;

/**
 * What was passed over while a corpus was opened: entries that are there and are not used.
 *
 * @param count how many entries, at least 0
 * @param lines one for each reason: where, how many, why, the first names, and what to do
 */
public record PassedOver(int count, List<String> lines) {

  /** Nothing was passed over. */
  public static final PassedOver NOTHING = new PassedOver(0, List.of());

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if the count is negative
   */
  public PassedOver {
    if (count < 0) {
      throw new IllegalArgumentException("count must not be negative but was " + count);
    }
    lines = List.copyOf(lines);
  }

  /** How many of {@code entries} may be passed over: a share of them, and one in any case. */
  static int tolerated(double share, long entries) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, (long) Math.floor(share * entries)));
  }
}
