package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Data with a known truth: intervals cover it, and verdicts are rarely false. Bounds are four
 * standard errors of the number of repetitions, so that the fixed seeds do not matter.
 */
class SimulationTest {
  private static final double TRUTH = 0.7;
  private static final Set<Verdict.Kind> CLAIMS =
      Set.of(Verdict.Kind.REPLICATED, Verdict.Kind.DIRECTION_ONLY, Verdict.Kind.WORSE);
  private static final Set<Verdict.Kind> REPLICATED = Set.of(Verdict.Kind.REPLICATED);

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10})
  void theTIntervalCovers(int n) {
    int repetitions = 2_000;
    double share = coverage(n, repetitions, values -> Summary.of(values).meanInterval());
    assertEquals(0.95, share, fourErrors(0.95, repetitions));
  }

  /** The text beside the interval says so; were it better, the text would be wrong. */
  @ParameterizedTest
  @CsvSource({"3, 0.75", "5, 0.83"})
  void bcaCoversTooSeldomWithFewSeeds(int n, double expected) {
    int repetitions = 400;
    double share = coverage(n, repetitions, BcaBootstrap::meanInterval);
    assertEquals(expected, share, fourErrors(expected, repetitions));
  }

  @Test
  void bcaCoversWithManyValues() {
    int repetitions = 300;
    double share = coverage(50, repetitions, BcaBootstrap::meanInterval);
    assertEquals(0.945, share, fourErrors(0.95, repetitions));
  }

  @Test
  void theBootstrapOverExamplesCovers() {
    int repetitions = 400;
    Random random = new Random(11);
    int covered = 0;
    for (int i = 0; i < repetitions; i++) {
      covered += examples(random, 200).contains(10) ? 1 : 0;
    }
    assertEquals(0.95, covered / (double) repetitions, fourErrors(0.95, repetitions));
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, false", "5, false", "2, true", "3, true", "5, true"})
  void withoutAnEffectFewFamiliesClaimOne(int seeds, boolean counted) {
    int families = 400;
    double share =
        new Simulation(9, seeds, 0, 0, counted).shareOfFamilies(CLAIMS, families, 100 + seeds);
    assertTrue(share <= 0.05 + fourErrors(0.05, families), share + " of families");
  }

  @ParameterizedTest
  @CsvSource({"3, false", "5, false", "5, true"})
  void controlsAsGoodAsDsdAreSeldomBeaten(int seeds, boolean counted) {
    int families = 400;
    double share =
        new Simulation(9, seeds, 20, 20, counted).shareOfFamilies(REPLICATED, families, seeds);
    assertTrue(share <= 0.05 + fourErrors(0.05, families), share + " of families");
  }

  @Test
  void aLargeEffectIsFound() {
    double five = new Simulation(9, 5, 8, 0, true).shareOfRows(Verdict.Kind.REPLICATED, 60, 5);
    double three = new Simulation(9, 3, 8, 0, true).shareOfRows(Verdict.Kind.REPLICATED, 60, 5);
    assertTrue(five > 0.8, five + " of rows with five seeds");
    assertTrue(three < five, three + " of rows with three seeds");
  }

  private static double coverage(
      int n, int repetitions, Function<List<Double>, Optional<Interval>> interval) {
    // Neighbouring seeds of this generator give runs that are alike.
    Random random = new Random(987_654_321L * n + 12_345);
    int covered = 0;
    for (int i = 0; i < repetitions; i++) {
      List<Double> values = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        values.add(TRUTH + random.nextGaussian());
      }
      covered += interval.apply(values).orElseThrow().contains(TRUTH) ? 1 : 0;
    }
    return covered / (double) repetitions;
  }

  /** Errors of two networks on the same examples: 40 % and 30 %, many of them shared. */
  private static Interval examples(Random random, int n) {
    List<long[]> from = new ArrayList<>();
    List<long[]> to = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      boolean hard = random.nextDouble() < 0.2;
      from.add(new long[] {hard || random.nextDouble() < 0.25 ? 1 : 0, 1});
      to.add(new long[] {hard || random.nextDouble() < 0.125 ? 1 : 0, 1});
    }
    List<ResampledCounts> runs = ResampledCounts.ofAll(List.of(from, to));
    return ResampledCounts.difference(
        List.of(runs.get(0)),
        List.of(runs.get(1)),
        sum -> 100.0 * sum[0] / sum[1],
        (before, after) -> before - after);
  }

  private static double fourErrors(double share, int repetitions) {
    return 4 * Math.sqrt(share * (1 - share) / repetitions);
  }
}
