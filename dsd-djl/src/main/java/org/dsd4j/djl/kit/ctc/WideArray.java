package org.dsd4j.djl.kit.ctc;

import java.util.Arrays;

/**
 * Non-negative numbers whose range does not end: mantissa times 2 to the power of 256 times the
 * exponent.
 *
 * <p>A mantissa is zero or in [2^-128, 2^128). The product of two stays far inside the range of a
 * double, and one comparison brings it back. Sums need no logarithm: terms whose exponents differ
 * by two or more differ by 2^256 at least, and the smaller is lost to rounding anyway.
 */
final class WideArray {
  private static final double LARGE = 0x1p128;
  private static final double UP = 0x1p256;
  private static final double DOWN = 0x1p-256;
  private static final double[] FACTORS = {0, DOWN, 1, UP, 0};
  private static final double LOG_OF_STEP = 256 * Math.log(2);

  /** The smallest mantissa that is not zero. */
  static final double SMALL = 0x1p-128;

  /** The exponent of zero: below any that occurs, and two of them can be added. */
  static final int ZERO = -(1 << 30);

  /** Mantissas, zero or in [2^-128, 2^128). */
  double[] mantissas = {};

  /** Exponents, in steps of 2^256. */
  int[] exponents = {};

  /** Makes room for that many numbers; what was there is lost where it does not suffice. */
  void ensure(int count) {
    if (mantissas.length < count) {
      mantissas = new double[count];
      exponents = new int[count];
    }
  }

  /** Sets the first numbers to zero. */
  void clear(int count) {
    Arrays.fill(mantissas, 0, count, 0);
    Arrays.fill(exponents, 0, count, ZERO);
  }

  /** Sets one number to zero. */
  void clearAt(int index) {
    mantissas[index] = 0;
    exponents[index] = ZERO;
  }

  /** Sets one number from a value in [2^-256, 2^256) or zero; a NaN stays one. */
  void put(int index, double value, int exponent) {
    if (value < SMALL) {
      mantissas[index] = value * UP;
      exponents[index] = value == 0 ? ZERO : exponent - 1;
    } else if (value >= LARGE) {
      mantissas[index] = value * DOWN;
      exponents[index] = exponent + 1;
    } else {
      mantissas[index] = value;
      exponents[index] = exponent;
    }
  }

  /** Sets one number to e to the power given, which may lie below the range of a double. */
  void putExp(int index, double power) {
    int exponent = (int) Math.floor(power / LOG_OF_STEP + 0.5);
    double value = Math.exp(power - exponent * LOG_OF_STEP);
    put(index, value, exponent);
  }

  /**
   * The factor that carries a mantissa over so many exponents: 0 where nothing is left of it. Of a
   * network that is sure, no branch here could be foreseen by the processor, hence the table.
   */
  static double factor(int exponents) {
    return FACTORS[Math.min(Math.max(exponents, -2), 2) + 2];
  }

  /** The natural logarithm of a number. */
  static double log(double mantissa, int exponent) {
    return Math.log(mantissa) + exponent * LOG_OF_STEP;
  }
}
