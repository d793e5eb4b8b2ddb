package org.dsd4j.djl.check;

import org.dsd4j.djl.network.Precision;

/**
 * What a pass is run under.
 *
 * @param precision of parameters and inputs
 * @param jitter the largest share by which both are moved at random; 0 for none
 * @param seed of the generators of engine and DJL
 * @param poisoned whether free memory is filled with NaN before each way
 */
record Conditions(Precision precision, double jitter, int seed, boolean poisoned) {
  private static final int SEED = 1;

  /**
   * The share by which values are moved to see what a network makes of small changes: 64 times the
   * rounding of single precision, since that happens in every layer, and again and again in one.
   */
  private static final double JITTER = 0x1p-18;

  /** What all others are held to. */
  static final Conditions EXACT = new Conditions(Precision.DOUBLE, 0, SEED, false);

  /** Single precision on memory as it is. */
  static final Conditions PLAIN = new Conditions(Precision.SINGLE, 0, SEED, false);

  /** Single precision where what nobody wrote is no number. */
  static final Conditions POISONED = new Conditions(Precision.SINGLE, 0, SEED, true);

  /** Single precision with other random numbers. */
  static final Conditions OTHERWISE = new Conditions(Precision.SINGLE, 0, SEED + 1, false);

  /** Single precision of a network near by; each draw is another one. */
  static Conditions moved(int draw) {
    return new Conditions(Precision.SINGLE, JITTER, SEED + draw, false);
  }
}
