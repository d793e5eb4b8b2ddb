package org.dsd4j.reports.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.PairedComparison;
import org.dsd4j.reports.statistics.PairedDifferences;
import org.dsd4j.reports.statistics.WelchComparison;

/**
 * The difference of one figure between two stores, B minus A, in the figure's unit.
 *
 * @param mean the difference of the means; over the shared seeds where it is paired
 * @param interval 95 % interval, of the paired t test or of Welch's; empty where there are too few
 *     seeds
 * @param p two-sided p of the same test; empty where there is none
 * @param paired whether values of the same seed were paired
 * @param seedsA number of seeds of A in it
 * @param seedsB number of seeds of B in it; the same where it is paired
 */
public record Difference(
    double mean,
    Optional<Interval> interval,
    OptionalDouble p,
    boolean paired,
    int seedsA,
    int seedsB) {
  private static final int ENOUGH = 2;

  /**
   * Compares two sets of figures. Values of the same seed are paired where both runs do the same
   * work; where not, or where pairing would leave a single pair of several values, the seeds count
   * as independent.
   *
   * @param a figures of A by seed
   * @param b figures of B by seed
   * @param sameWork whether runs of the same seed do the same work in both
   * @return empty when one of them has no figure
   */
  static Optional<Difference> of(
      SortedMap<Long, Double> a, SortedMap<Long, Double> b, boolean sameWork) {
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    int common = PairedDifferences.seeds(a, b).size();
    boolean several = a.size() >= ENOUGH && b.size() >= ENOUGH;
    boolean paired = sameWork && (common >= ENOUGH || (common == 1 && !several));
    return Optional.of(paired ? paired(a, b) : independent(a, b));
  }

  private static Difference paired(SortedMap<Long, Double> a, SortedMap<Long, Double> b) {
    // Which way is better does not matter here: HIGHER_IS_BETTER is the one that is B minus A.
    PairedComparison pairs =
        PairedComparison.of(PairedDifferences.of(Direction.HIGHER_IS_BETTER, a, b));
    return new Difference(
        pairs.mean(), pairs.interval(), pairs.decisionP(), true, pairs.n(), pairs.n());
  }

  private static Difference independent(SortedMap<Long, Double> a, SortedMap<Long, Double> b) {
    WelchComparison groups = WelchComparison.of(List.copyOf(a.values()), List.copyOf(b.values()));
    return new Difference(groups.mean(), groups.interval(), groups.p(), false, a.size(), b.size());
  }
}
