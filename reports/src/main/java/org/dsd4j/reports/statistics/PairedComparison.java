package org.dsd4j.reports.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * One arm against another over the seeds they share. What needs a spread is empty for one seed, and
 * what divides by the spread is empty where all differences are equal.
 *
 * @param differences improvement of each seed, positive when better, in the metric's unit
 * @param mean their mean
 * @param deviation their standard deviation (divisor n − 1); empty for one seed
 * @param interval 95 % interval of the mean by Student's t; empty for one seed
 * @param bootstrap 95 % BCa bootstrap interval of the mean; empty for one seed
 * @param pairedT two-sided p of the paired t test; empty for one seed or no spread
 * @param signedRank two-sided exact p of Wilcoxon's signed-rank test; empty for one seed
 * @param signFlip two-sided p of the sign-flip test of the mean; empty for one seed
 * @param improvement how often a seed got better
 * @param effectSize Cohen's d for pairs, mean divided by deviation; empty for one seed or no spread
 */
public record PairedComparison(
    List<Double> differences,
    double mean,
    OptionalDouble deviation,
    Optional<Interval> interval,
    Optional<Interval> bootstrap,
    OptionalDouble pairedT,
    OptionalDouble signedRank,
    OptionalDouble signFlip,
    Improvement improvement,
    OptionalDouble effectSize) {

  /**
   * Compares two arms.
   *
   * @param differences at least one, all finite, as {@link PairedDifferences#of} gives them
   * @return their statistics
   */
  public static PairedComparison of(List<Double> differences) {
    return of(differences, BcaBootstrap.meanInterval(differences));
  }

  /** With a bootstrap from elsewhere: simulations of thousands of rows need none. */
  static PairedComparison of(List<Double> differences, Optional<Interval> bootstrap) {
    Summary summary = Summary.of(differences);
    OptionalDouble spread = summary.deviation();
    boolean spreads = spread.orElse(0) > 0;
    return new PairedComparison(
        List.copyOf(differences),
        summary.mean(),
        spread,
        summary.meanInterval(),
        bootstrap,
        spreads ? OptionalDouble.of(pairedT(summary)) : OptionalDouble.empty(),
        summary.n() < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(SignedRank.twoSidedP(differences)),
        summary.n() < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(SignFlip.twoSidedP(differences)),
        Improvement.of(differences),
        spreads
            ? OptionalDouble.of(summary.mean() / spread.getAsDouble())
            : OptionalDouble.empty());
  }

  /** Number of seeds. */
  public int n() {
    return differences.size();
  }

  /**
   * The p value that the verdict uses: of the paired t test. Where all differences are equal that
   * test would divide by zero and call two seeds proof, so there the exact signed-rank test
   * decides, which needs six seeds to go below 0.05.
   *
   * @return empty for one seed
   */
  public OptionalDouble decisionP() {
    return pairedT.isPresent() ? pairedT : signedRank;
  }

  private static double pairedT(Summary summary) {
    double error = summary.deviation().getAsDouble() / Math.sqrt(summary.n());
    double t = Math.abs(summary.mean() / error);
    return 2 * new TDistribution(null, summary.n() - 1).cumulativeProbability(-t);
  }
}
