package org.dsd4j.reports.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dsd4j.reports.record.Direction;

/** Pairs the figures of two arms by seed. */
public final class PairedDifferences {
  // About twelve digits: figures such as 100·k/n carry rounding errors of the sixteenth.
  private static final int BITS = 40;

  private PairedDifferences() {}

  /**
   * The seeds that both arms have.
   *
   * @param from the arm to compare with: figures by seed
   * @param to the arm in question
   * @return their common seeds in ascending order
   */
  public static List<Long> seeds(SortedMap<Long, Double> from, SortedMap<Long, Double> to) {
    SortedSet<Long> common = new TreeSet<>(from.keySet());
    common.retainAll(to.keySet());
    return List.copyOf(common);
  }

  /**
   * The improvement of each common seed. Differences are rounded to a grid of 2⁻⁴⁰ of the largest
   * figure: test errors are counts in disguise, so equal differences are common, and they must be
   * equal here too, not differ by the rounding of a subtraction. Otherwise two seeds that improve
   * by the same count would have a tiny spread and a tiny p.
   *
   * @param direction which way the metric gets better
   * @param from the arm to compare with: figures by seed
   * @param to the arm in question
   * @return one difference for each of {@link #seeds}, positive when {@code to} is better
   */
  public static List<Double> of(
      Direction direction, SortedMap<Long, Double> from, SortedMap<Long, Double> to) {
    List<Long> seeds = seeds(from, to);
    double largest = 0;
    for (long seed : seeds) {
      largest = Math.max(largest, Math.max(Math.abs(from.get(seed)), Math.abs(to.get(seed))));
    }
    double grid = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest) - BITS);
    List<Double> differences = new ArrayList<>();
    for (long seed : seeds) {
      double improvement = direction.improvement(from.get(seed), to.get(seed));
      // Adding 0.0 turns -0.0 into 0.0, so that "no difference" is one value.
      differences.add(Math.rint(improvement / grid) * grid + 0.0);
    }
    return List.copyOf(differences);
  }
}
