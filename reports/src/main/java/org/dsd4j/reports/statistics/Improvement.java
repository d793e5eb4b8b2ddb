package org.dsd4j.reports.statistics;

import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * The probability of improvement over paired seeds: how likely a further seed is to come out better
 * with one arm than with the other, a tie counting half.
 *
 * <p>Its interval is exact after Clopper and Pearson (1934), not Wilson's: seeds are few, and there
 * Wilson's covers less than it says near 0 and 1 (five wins of five give [0.57, 1], as if one half
 * were ruled out, which the sign test denies with p = 0.06). A tie could have gone either way, so
 * it is a loss for the lower end and a win for the upper one; this keeps the coverage at 95 % or
 * above.
 *
 * @param wins seeds that got better
 * @param ties seeds that did not change
 * @param seeds all of them, at least one
 */
public record Improvement(int wins, int ties, int seeds) {
  private static final double TAIL = 0.025;

  /** Checks the counts. */
  public Improvement {
    if (wins < 0 || ties < 0 || seeds < 1 || wins + ties > seeds) {
      throw new IllegalArgumentException(
          wins + " wins and " + ties + " ties do not fit into " + seeds + " seeds");
    }
  }

  /**
   * Counts.
   *
   * @param differences improvement of each seed, at least one
   * @return wins, ties and seeds
   */
  public static Improvement of(List<Double> differences) {
    int wins = (int) differences.stream().filter(d -> d > 0).count();
    int ties = (int) differences.stream().filter(d -> d == 0).count();
    return new Improvement(wins, ties, differences.size());
  }

  /** The estimate: wins and half the ties, of all seeds; in [0, 1]. */
  public double share() {
    return (wins + 0.5 * ties) / seeds;
  }

  /** The 95 % interval of the probability, within [0, 1]. */
  public Interval interval() {
    return new Interval(low(wins, seeds), high(wins + ties, seeds));
  }

  private static double low(int successes, int n) {
    return successes == 0 ? 0 : quantile(successes, n - successes + 1, TAIL);
  }

  private static double high(int successes, int n) {
    return successes == n ? 1 : quantile(successes + 1, n - successes, 1 - TAIL);
  }

  private static double quantile(int a, int b, double level) {
    return new BetaDistribution(null, a, b).inverseCumulativeProbability(level);
  }
}
