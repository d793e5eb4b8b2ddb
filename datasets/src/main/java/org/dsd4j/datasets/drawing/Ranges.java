package org.dsd4j.datasets.drawing;

/** Range checks for the settings of generated corpora, with messages of one form. */
public final class Ranges {

  private Ranges() {}

  /**
   * Checks a setting that is a whole number.
   *
   * @param what its name
   * @param value its value
   * @param least smallest allowed
   * @param most largest allowed
   * @throws IllegalArgumentException if it is out of range
   */
  public static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d] but was %d".formatted(what, least, most, value));
    }
  }

  /**
   * Checks a setting; NaN is out of every range.
   *
   * @param what its name
   * @param value its value
   * @param least smallest allowed
   * @param most largest allowed
   * @throws IllegalArgumentException if it is out of range
   */
  public static void require(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in [%s, %s] but was %s".formatted(what, least, most, value));
    }
  }
}
