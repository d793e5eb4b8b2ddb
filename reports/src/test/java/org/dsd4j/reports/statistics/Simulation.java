package org.dsd4j.reports.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.dsd4j.reports.record.Direction;

/**
 * Rows with a known truth. A seed's dense phase is good or bad luck that all its arms share; on top
 * each arm has luck of its own, with a standard deviation of one point.
 *
 * @param rows rows of a family
 * @param seeds paired seeds of each
 * @param dsd true gain of DSD over the baseline, in points
 * @param controls true gain of the two controls, in points
 * @param counted whether figures are errors in a thousand examples, so that ties are common
 */
record Simulation(int rows, int seeds, double dsd, double controls, boolean counted) {
  private static final double BASELINE = 25;
  private static final double SHARED_LUCK = 2;
  private static final double STEP = 0.1;

  /** The share of rows with this verdict. */
  double shareOfRows(Verdict.Kind kind, int families, long seed) {
    Random random = new Random(seed);
    long hits = 0;
    for (int i = 0; i < families; i++) {
      hits += decide(random).stream().filter(kind::equals).count();
    }
    return hits / (double) (families * rows);
  }

  /** The share of families that have a row with one of these verdicts. */
  double shareOfFamilies(Set<Verdict.Kind> kinds, int families, long seed) {
    Random random = new Random(seed);
    int hits = 0;
    for (int i = 0; i < families; i++) {
      hits += decide(random).stream().anyMatch(kinds::contains) ? 1 : 0;
    }
    return hits / (double) families;
  }

  private List<Verdict.Kind> decide(Random random) {
    List<Evidence> family = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      family.add(evidence(random));
    }
    return VerdictRule.decide(family).stream().map(Verdict::kind).toList();
  }

  /** As a report does it: of two controls, the one over which DSD gains least. */
  private Evidence evidence(Random random) {
    double[][] errors = new double[4][seeds];
    double[] gains = {0, dsd, controls, controls};
    for (int s = 0; s < seeds; s++) {
      double shared = BASELINE + SHARED_LUCK * random.nextGaussian();
      for (int arm = 0; arm < gains.length; arm++) {
        double error = shared - gains[arm] + random.nextGaussian();
        errors[arm][s] = counted ? Math.rint(error / STEP) * STEP : error;
      }
    }
    PairedComparison first = compare(errors[2], errors[1]);
    PairedComparison second = compare(errors[3], errors[1]);
    return new Evidence(
        Optional.of(compare(errors[0], errors[1])),
        "control",
        Optional.of(first.mean() < second.mean() ? first : second),
        "",
        "",
        List.of());
  }

  private static PairedComparison compare(double[] from, double[] to) {
    return PairedComparison.of(
        PairedDifferences.of(Direction.LOWER_IS_BETTER, bySeed(from), bySeed(to)),
        Optional.empty());
  }

  private static TreeMap<Long, Double> bySeed(double... values) {
    TreeMap<Long, Double> figures = new TreeMap<>();
    for (int s = 0; s < values.length; s++) {
      figures.put((long) s, values[s]);
    }
    return figures;
  }
}
