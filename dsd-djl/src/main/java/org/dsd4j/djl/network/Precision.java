package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Locale;

/**
 * The floating-point precision of a network: of its parameters, inputs, activations, losses,
 * gradients and the state of its optimizer. Blocks use the precision of the array that they are
 * given.
 */
public enum Precision {
  /** 32 bits, in which networks are trained. */
  SINGLE(DataType.FLOAT32),
  /**
   * 64 bits, whose rounding errors are half a billion times smaller: for distinguishing rounding
   * from real differences. Engines have no fast kernels for it.
   */
  DOUBLE(DataType.FLOAT64);

  private final DataType type;

  Precision(DataType type) {
    this.type = type;
  }

  /**
   * Returns the precision of an array.
   *
   * @param array the array
   * @return {@link #DOUBLE} for FLOAT64, {@link #SINGLE} for anything else
   */
  public static Precision of(NDArray array) {
    return array.getDataType() == DOUBLE.type ? DOUBLE : SINGLE;
  }

  /**
   * Returns the type of the numbers.
   *
   * @return FLOAT32 or FLOAT64
   */
  public DataType type() {
    return type;
  }

  /**
   * Returns the name on the command line.
   *
   * @return {@code single} or {@code double}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Converts arrays to this precision.
   *
   * @param arrays any; those that are not FLOAT32, such as whole numbers, stay as they are
   * @return the same list in single precision; otherwise a new one, whose new arrays are attached
   *     to the managers of the old ones
   */
  public NDList of(NDList arrays) {
    if (this == SINGLE) {
      return arrays;
    }
    NDList same = new NDList();
    for (NDArray array : arrays) {
      boolean single = array.getDataType() == SINGLE.type;
      same.add(single ? array.toType(type, true) : array);
    }
    return same;
  }

  /**
   * Returns a number in the type in which an engine has to be given it. Engines read a {@code
   * Float} differently: 0.9f is 0.9 for one and 0.89999998 for another, which is the same number
   * only in single precision.
   *
   * @param value the number
   * @return a {@code Float}, rounded, or a {@code Double}
   */
  public Number number(double value) {
    return this == SINGLE ? (Number) (float) value : (Number) value;
  }
}
