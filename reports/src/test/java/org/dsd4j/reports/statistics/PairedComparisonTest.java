package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import org.dsd4j.reports.record.Direction;
import org.junit.jupiter.api.Test;

/**
 * The expected figures were computed with numpy and scipy 1.17: {@code stats.t.ppf(.975, n-1) * s /
 * sqrt(n)} for the interval, {@code stats.ttest_1samp(d, 0).pvalue} for p, {@code d.mean() /
 * d.std(ddof=1)} for the effect size.
 */
class PairedComparisonTest {
  private static final double EXACT = 1e-12;

  @Test
  void fiveSeeds() {
    PairedComparison c = PairedComparison.of(List.of(1.1, 0.4, -0.2, 0.9, 1.6));
    assertEquals(0.76, c.mean(), EXACT);
    assertEquals(0.6877499545619761, c.deviation().getAsDouble(), EXACT);
    assertEquals(-0.09395435834588028, c.interval().orElseThrow().low(), 1e-9);
    assertEquals(1.6139543583458802, c.interval().orElseThrow().high(), 1e-9);
    assertEquals(0.06887477287822766, c.pairedT().getAsDouble(), 1e-9);
    assertEquals(1.1050527811143798, c.effectSize().getAsDouble(), EXACT);
    assertEquals(0.125, c.signedRank().getAsDouble(), EXACT);
  }

  @Test
  void twoAndThreeSeeds() {
    PairedComparison three = PairedComparison.of(List.of(0.5, 1.25, 2.0));
    assertEquals(-0.6131032838127477, three.interval().orElseThrow().low(), 1e-9);
    assertEquals(3.1131032838127477, three.interval().orElseThrow().high(), 1e-9);
    assertEquals(0.10197348986612548, three.pairedT().getAsDouble(), 1e-9);
    PairedComparison two = PairedComparison.of(List.of(1.0, 2.0));
    assertEquals(0.20483276469913345, two.pairedT().getAsDouble(), 1e-9);
    assertEquals(-4.853102368087347, two.interval().orElseThrow().low(), 1e-9);
  }

  @Test
  void oneSeedHasAMeanAndNothingElse() {
    PairedComparison c = PairedComparison.of(List.of(1.5));
    assertEquals(1.5, c.mean());
    assertTrue(c.deviation().isEmpty());
    assertTrue(c.interval().isEmpty());
    assertTrue(c.bootstrap().isEmpty());
    assertTrue(c.pairedT().isEmpty());
    assertTrue(c.signedRank().isEmpty());
    assertTrue(c.effectSize().isEmpty());
    assertTrue(c.decisionP().isEmpty());
  }

  @Test
  void equalDifferencesAreNoProofFromTwoSeeds() {
    PairedComparison c = PairedComparison.of(List.of(0.1, 0.1));
    assertEquals(0.0, c.deviation().getAsDouble());
    assertEquals(new Interval(0.1, 0.1), c.interval().orElseThrow());
    assertTrue(c.pairedT().isEmpty());
    assertTrue(c.effectSize().isEmpty());
    assertEquals(0.5, c.decisionP().getAsDouble(), EXACT);
  }

  @Test
  void noDifferenceAtAll() {
    PairedComparison c = PairedComparison.of(List.of(0.0, 0.0, 0.0));
    assertEquals(0.0, c.mean());
    assertEquals(1.0, c.decisionP().getAsDouble());
  }

  @Test
  void needsFiniteValues() {
    assertThrows(IllegalArgumentException.class, () -> PairedComparison.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> PairedComparison.of(List.of(Double.NaN)));
  }

  @Test
  void pairsBySeedAndByDirection() {
    TreeMap<Long, Double> baseline = new TreeMap<>();
    baseline.put(1L, 30.0);
    baseline.put(2L, 28.0);
    baseline.put(9L, 99.0);
    TreeMap<Long, Double> dsd = new TreeMap<>();
    dsd.put(2L, 27.0);
    dsd.put(1L, 31.5);
    assertEquals(
        List.of(-1.5, 1.0), PairedDifferences.of(Direction.LOWER_IS_BETTER, baseline, dsd));
    assertEquals(
        List.of(1.5, -1.0), PairedDifferences.of(Direction.HIGHER_IS_BETTER, baseline, dsd));
    assertEquals(List.of(1L, 2L), PairedDifferences.seeds(baseline, dsd));
  }

  /** 25.1 − 24.1 and 26.3 − 25.3 differ in the last bit; as counts of errors they are equal. */
  @Test
  void equalCountsGiveEqualDifferences() {
    TreeMap<Long, Double> baseline = new TreeMap<>();
    TreeMap<Long, Double> dsd = new TreeMap<>();
    double[] from = {25.1, 26.3, 17.7};
    for (int i = 0; i < from.length; i++) {
      baseline.put((long) i, from[i]);
      dsd.put((long) i, from[i] - 1 + Math.ulp(from[i]) * i);
    }
    List<Double> differences = PairedDifferences.of(Direction.LOWER_IS_BETTER, baseline, dsd);
    assertEquals(1, differences.stream().distinct().count(), differences.toString());
    assertEquals(1.0, differences.get(0), 1e-9);
  }

  @Test
  void onePairHasNoProbability() {
    PairedComparison one = PairedComparison.of(List.of(1.0));
    assertTrue(one.signFlip().isEmpty() && one.signedRank().isEmpty() && one.pairedT().isEmpty());
    PairedComparison two = PairedComparison.of(List.of(1.0, 2.0));
    assertEquals(0.5, two.signFlip().getAsDouble());
    assertEquals(0.5, two.signedRank().getAsDouble());
  }

  /** No difference is one value, whichever way it was computed. */
  @Test
  void noDifferenceIsPlusZero() {
    TreeMap<Long, Double> from = new TreeMap<>();
    TreeMap<Long, Double> to = new TreeMap<>();
    from.put(1L, 1.0);
    to.put(1L, Math.nextUp(1.0));
    assertEquals(List.of(0.0), PairedDifferences.of(Direction.LOWER_IS_BETTER, from, to));
    from.put(1L, 0.0);
    to.put(1L, 0.0);
    assertEquals(List.of(0.0), PairedDifferences.of(Direction.LOWER_IS_BETTER, from, to));
  }
}
