package org.dsd4j.api.pruning;

import java.util.Locale;

/**
 * The share of weights that is pruned: 0.30 prunes 30 % of them.
 *
 * @param value the share, in [0, 1); 0 prunes nothing
 */
public record Sparsity(double value) {
  /** Prunes nothing. */
  public static final Sparsity NONE = new Sparsity(0);

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when {@code value} is not in [0, 1), NaN included
   */
  public Sparsity {
    // Written so that NaN fails too.
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "sparsity must be in [0, 1) but was " + plain(value) + hint(value));
    }
  }

  /**
   * Returns the sparsity of that share.
   *
   * @param value the share, in [0, 1)
   * @return the sparsity, never null
   * @throws IllegalArgumentException when {@code value} is not in [0, 1)
   */
  public static Sparsity of(double value) {
    return new Sparsity(value);
  }

  /**
   * Returns how many of {@code weights} are kept: {@code round(weights * (1 - value))}, computed in
   * double precision, where a half rounds up.
   *
   * @param weights the number of weights, at least 0
   * @return the number kept, in [0, weights]
   */
  public long kept(long weights) {
    return Math.round(weights * (1 - value));
  }

  /** Returns the share in per cent, for example {@code 30 %}. */
  @Override
  public String toString() {
    return plain(value * 100) + " %";
  }

  private static String hint(double value) {
    return value > 1 && value < 100
        ? String.format(Locale.ROOT, "; write %s %% as %s", plain(value), two(value / 100))
        : "";
  }

  private static String two(double value) {
    String four = String.format(Locale.ROOT, "%.4f", value);
    return four.endsWith("00") ? four.substring(0, four.length() - 2) : four;
  }

  private static String plain(double value) {
    // Four decimals hide the noise of 0.29 * 100 and keep every sparsity that a user writes.
    double rounded = Math.round(value * 1e4) / 1e4;
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
