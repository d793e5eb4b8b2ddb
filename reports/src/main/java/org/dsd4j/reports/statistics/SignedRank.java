package org.dsd4j.reports.statistics;

import java.util.List;

/**
 * Wilcoxon's signed-rank test for a few pairs, exact also with ties. Zeros are dropped, ties share
 * the mean of their ranks, and the distribution of the rank sum is enumerated over all signs, so no
 * normal approximation is made: with five seeds it would be wrong, and the usual tables hold
 * without ties only.
 */
public final class SignedRank {
  private SignedRank() {}

  /**
   * The two-sided p value: the share of all 2ⁿ sign patterns whose rank sum lies at least as far
   * from its middle as the one observed.
   *
   * @param differences paired differences, all finite
   * @return in (0, 1]; 1 when all are zero or there is none. The smallest value n pairs can reach
   *     is 2·2⁻ⁿ.
   */
  public static double twoSidedP(List<Double> differences) {
    double[] nonZero = differences.stream().mapToDouble(d -> d).filter(d -> d != 0).toArray();
    int n = nonZero.length;
    if (n == 0) {
      return 1;
    }
    // Doubled ranks are whole numbers also for ties.
    int[] doubled = doubledRanks(nonZero);
    int total = 0;
    int positive = 0;
    for (int i = 0; i < n; i++) {
      total += doubled[i];
      positive += nonZero[i] > 0 ? doubled[i] : 0;
    }
    double[] probability = rankSums(doubled, total);
    int distance = Math.abs(2 * positive - total);
    double p = 0;
    for (int sum = 0; sum <= total; sum++) {
      if (Math.abs(2 * sum - total) >= distance) {
        p += probability[sum];
      }
    }
    return Math.min(1, p);
  }

  private static int[] doubledRanks(double[] values) {
    int[] ranks = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      int smaller = 0;
      int equal = 0;
      for (double other : values) {
        int order = Double.compare(Math.abs(other), Math.abs(values[i]));
        smaller += order < 0 ? 1 : 0;
        equal += order == 0 ? 1 : 0;
      }
      ranks[i] = 2 * smaller + equal + 1;
    }
    return ranks;
  }

  /** Probability of each sum when every rank counts with probability one half. */
  private static double[] rankSums(int[] ranks, int total) {
    double[] probability = new double[total + 1];
    probability[0] = 1;
    for (int rank : ranks) {
      for (int sum = total; sum >= 0; sum--) {
        double with = sum >= rank ? probability[sum - rank] : 0;
        probability[sum] = (probability[sum] + with) / 2;
      }
    }
    return probability;
  }
}
