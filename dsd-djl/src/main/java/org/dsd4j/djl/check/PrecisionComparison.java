package org.dsd4j.djl.check;

import java.util.Arrays;

/**
 * The error of single precision in each quantity of a pass, and how much of it rounding can
 * explain.
 */
final class PrecisionComparison implements AutoCloseable {
  /** A few draws seldom find the worst case. */
  private static final double MARGIN = 8;

  /**
   * The largest change with the content of memory, relative to the error, of a quantity that counts
   * as independent of memory.
   */
  private static final double STEADY = 0.01;

  private final PassResult exact;
  private final PassResult still;
  private final double[] offs;
  private final double[] unsteady;
  private final double[] rounding;

  /**
   * Compares.
   *
   * @param exact in double precision; closed with this
   * @param poisoned in single precision
   * @param still the same with other values in memory; closed with this
   */
  PrecisionComparison(PassResult exact, PassResult poisoned, PassResult still) {
    this.exact = exact;
    this.still = still;
    double[] first = exact.offs(poisoned, exact);
    double[] second = exact.offs(still, exact);
    offs = new double[first.length];
    // NaN counts as larger than every number.
    Arrays.setAll(offs, i -> Math.max(first[i], second[i]));
    unsteady = exact.offs(poisoned, still);
    rounding = new double[offs.length];
  }

  /** Returns the largest error. */
  PrecisionError worst() {
    return worst(offs);
  }

  /**
   * Takes the effect of small changes in single precision into account. They show where a network
   * enlarges differences, where the input of a rectifier is close to zero, and which gradients are
   * zero except for rounding. For quantities that depend on the content of memory they prove
   * nothing.
   *
   * @param moved the same network in single precision, with small changes
   */
  void add(PassResult moved) {
    double[] changes = exact.offs(still, moved);
    for (int i = 0; i < offs.length; i++) {
      rounding[i] = Math.max(rounding[i], isSteady(i) ? changes[i] : 0);
    }
  }

  /**
   * Returns the largest error that rounding does not explain.
   *
   * @return the error, off by 0 if there is none
   */
  PrecisionError unexplained() {
    double[] left = new double[offs.length];
    Arrays.setAll(
        left, i -> offs[i] <= Math.max(Examination.SUSPICIOUS, MARGIN * rounding[i]) ? 0 : offs[i]);
    return worst(left);
  }

  /**
   * Returns whether there is an error that rounding may explain and that it does not explain so
   * far.
   */
  boolean mayBeRounding() {
    double off = unexplained().off();
    return off > 0 && Double.isFinite(off);
  }

  /** Returns whether the outputs do not depend on the content of memory. */
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

  private PrecisionError worst(double... shares) {
    int worst = 0;
    for (int i = 1; i < shares.length; i++) {
      if (Double.compare(shares[i], shares[worst]) > 0) {
        worst = i;
      }
    }
    return exact.error(worst, shares[worst]);
  }

  @Override
  public void close() {
    exact.close();
    still.close();
  }
}
