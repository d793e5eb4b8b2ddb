package org.dsd4j.djl.check;

import java.util.Arrays;

/**
 * By how much single precision was off in each quantity of a pass, and how much of that rounding
 * can explain.
 */
final class Comparison implements AutoCloseable {
  /** Few draws seldom find the worst. */
  private static final double MARGIN = 8;

  /** By how much less than it is off a quantity may depend on what memory holds. */
  private static final double STEADY = 0.01;

  private final Numbers exact;
  private final Numbers still;
  private final double[] offs;
  private final double[] unsteady;
  private final double[] rounding;

  /**
   * Compares.
   *
   * @param exact in double precision; closed with this
   * @param poisoned in single precision
   * @param still the same where memory held something else; closed with this
   */
  Comparison(Numbers exact, Numbers poisoned, Numbers still) {
    this.exact = exact;
    this.still = still;
    double[] first = exact.offs(poisoned, exact);
    double[] second = exact.offs(still, exact);
    offs = new double[first.length];
    // What is no number is larger than all that are.
    Arrays.setAll(offs, i -> Math.max(first[i], second[i]));
    unsteady = exact.offs(poisoned, still);
    rounding = new double[offs.length];
  }

  /** Returns what differs most. */
  Gap worst() {
    return worst(offs);
  }

  /**
   * Takes into account what small changes make of single precision. They show where a network
   * enlarges differences, where a unit stands at the kink of a rectifier, and which gradients are
   * zero but for rounding. Of what depends on memory they prove nothing.
   *
   * @param moved the same network in single precision, a little changed
   */
  void add(Numbers moved) {
    double[] changes = exact.offs(still, moved);
    for (int i = 0; i < offs.length; i++) {
      rounding[i] = Math.max(rounding[i], isSteady(i) ? changes[i] : 0);
    }
  }

  /**
   * Returns what rounding does not explain.
   *
   * @return the worst of it, off by 0 when there is none
   */
  Gap unexplained() {
    double[] left = new double[offs.length];
    Arrays.setAll(
        left, i -> offs[i] <= Math.max(Examination.SUSPICIOUS, MARGIN * rounding[i]) ? 0 : offs[i]);
    return worst(left);
  }

  /** Returns whether there is something that rounding might explain, and does not so far. */
  boolean mayBeRounding() {
    double off = unexplained().off();
    return off > 0 && Double.isFinite(off);
  }

  /** Returns whether the outputs were the same whatever memory held. */
  boolean isSteady() {
    for (int i = 0; i < exact.outputs(); i++) {
      if (!isSteady(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSteady(int index) {
    return unsteady[index] <= STEADY * offs[index];
  }

  private Gap worst(double... shares) {
    int worst = 0;
    for (int i = 1; i < shares.length; i++) {
      if (Double.compare(shares[i], shares[worst]) > 0) {
        worst = i;
      }
    }
    return exact.gap(worst, shares[worst]);
  }

  @Override
  public void close() {
    exact.close();
    still.close();
  }
}
