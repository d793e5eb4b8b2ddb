package org.dsd4j.djl.kit.conformance;

import java.util.Locale;

/** An engine computed something different from plain Java. */
public final class ConformanceFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates a failure.
   *
   * @param message one line: what, and by how much
   */
  public ConformanceFailure(String message) {
    super(message);
  }

  /**
   * Compares values.
   *
   * @param what is compared, for the message
   * @param expected by plain Java
   * @param actual by the engine
   * @param tolerance the largest difference, as a share of the largest expected value, or absolute
   *     where that is below 1; 0 asks for equal bits
   * @throws ConformanceFailure when they differ, or one is not a number
   */
  static void unlessClose(String what, double[] expected, float[] actual, double tolerance) {
    if (expected.length != actual.length) {
      throw new ConformanceFailure(
          what + " has " + actual.length + " values instead of " + expected.length);
    }
    double scale = 1;
    for (double value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < actual.length; i++) {
      if (!(Math.abs(expected[i] - actual[i]) <= tolerance * scale)) {
        throw new ConformanceFailure(
            String.format(
                Locale.ROOT,
                "%s is %.6g instead of %.6g at place %d",
                what,
                actual[i],
                expected[i],
                i));
      }
    }
  }

  /**
   * Compares one value.
   *
   * @param what is compared, for the message
   * @param expected by plain Java
   * @param actual by the engine
   * @param tolerance as above
   * @throws ConformanceFailure when they differ
   */
  static void unlessClose(String what, double expected, double actual, double tolerance) {
    unlessClose(what, new double[] {expected}, new float[] {(float) actual}, tolerance);
  }

  /**
   * Requires a condition.
   *
   * @param holds the condition
   * @param message what is wrong when it does not hold
   * @throws ConformanceFailure when it does not hold
   */
  static void unless(boolean holds, String message) {
    if (!holds) {
      throw new ConformanceFailure(message);
    }
  }
}
