package org.dsd4j.reports.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The sign-flip permutation test of a mean (Fisher 1935): without any effect, each paired
 * difference could as well have had the other sign. It assumes symmetry around 0 and no
 * distribution; unlike the signed-rank test it looks at the sizes themselves.
 *
 * <p>Up to {@value #MOST_EXACT} differences that are not zero, all 2ⁿ patterns of signs are
 * enumerated. Above, {@value #DRAWN} patterns are drawn with a fixed seed and the observed one is
 * counted with them, so that p is never 0 (Phipson and Smyth 2010).
 */
public final class SignFlip {
  /** With more differences that are not zero, patterns are drawn. */
  public static final int MOST_EXACT = 20;

  /** Number of patterns drawn then. */
  public static final int DRAWN = 99_999;

  private static final long SEED = 20160715L;
  private static final double TIE = 1e-12;

  private SignFlip() {}

  /**
   * The two-sided p value: the share of sign patterns whose sum lies at least as far from 0 as the
   * one observed.
   *
   * @param differences paired differences, all finite
   * @return in (0, 1]; 1 when all are zero or there is none. The smallest value n pairs can reach
   *     is 2·2⁻ⁿ.
   */
  public static double twoSidedP(List<Double> differences) {
    double[] sizes =
        differences.stream().mapToDouble(d -> Math.abs(d)).filter(size -> size != 0).toArray();
    if (sizes.length == 0) {
      return 1;
    }
    double observed = Math.abs(differences.stream().mapToDouble(d -> d).sum());
    // The same sum added in another order must count as a tie.
    double bound = observed - TIE * Arrays.stream(sizes).sum();
    return sizes.length <= MOST_EXACT ? exact(sizes, bound) : drawn(sizes, bound);
  }

  /** The first sign is held: turning all signs round gives the same distance from 0. */
  private static double exact(double[] sizes, double bound) {
    double patterns = Math.scalb(1.0, sizes.length - 1);
    return atLeast(sizes, 1, sizes[0], bound) / patterns;
  }

  private static long atLeast(double[] sizes, int next, double sum, double bound) {
    if (next == sizes.length) {
      return Math.abs(sum) >= bound ? 1 : 0;
    }
    return atLeast(sizes, next + 1, sum + sizes[next], bound)
        + atLeast(sizes, next + 1, sum - sizes[next], bound);
  }

  private static double drawn(double[] sizes, double bound) {
    Random random = new Random(SEED);
    long count = 1;
    for (int i = 0; i < DRAWN; i++) {
      double sum = 0;
      for (double size : sizes) {
        sum += random.nextBoolean() ? size : -size;
      }
      count += Math.abs(sum) >= bound ? 1 : 0;
    }
    return count / (DRAWN + 1.0);
  }
}
