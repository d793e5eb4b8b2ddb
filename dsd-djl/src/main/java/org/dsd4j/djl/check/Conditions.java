package org.dsd4j.djl.check;

import org.dsd4j.djl.network.Precision;

/**
 * The conditions of a pass.
 *
 * @param precision of parameters and inputs
 * @param jitter the largest relative random change of both; 0 for none
 * @param seed of the generators of engine and DJL
 * @param poisoned whether free memory is filled with NaN before each way
 */
record Conditions(Precision precision, double jitter, int seed, boolean poisoned) {
  private static final int SEED = 1;

  /**
   * The relative change of values that shows the effect of small changes: 64 times the rounding of
   * single precision, since rounding happens in every layer, and many times in one.
   */
  private static final double JITTER = 0x1p-18;

  /** Double precision, with which all others are compared. */
  static final Conditions EXACT = new Conditions(Precision.DOUBLE, 0, SEED, false);

  /** Single precision without filling memory. */
  static final Conditions PLAIN = new Conditions(Precision.SINGLE, 0, SEED, false);

  /** Single precision where memory that was never written holds NaN. */
  static final Conditions POISONED = new Conditions(Precision.SINGLE, 0, SEED, true);

  /** Single precision with other random numbers. */
  static final Conditions OTHERWISE = new Conditions(Precision.SINGLE, 0, SEED + 1, false);

  /** Single precision with small random changes, which differ with each draw. */
  static Conditions moved(int draw) {
    return new Conditions(Precision.SINGLE, JITTER, SEED + draw, false);
  }
}
