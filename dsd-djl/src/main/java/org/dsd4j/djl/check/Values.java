package org.dsd4j.djl.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.function.IntToDoubleFunction;
import org.dsd4j.djl.network.ArrayBytes;

/** The values of an array, compared in Java and not by the engine that is being checked. */
final class Values {
  /** Intermediate products and sums may be larger than a value; the largest float is 3e38. */
  private static final double LARGEST = 1e30;

  private final int size;
  private final IntToDoubleFunction value;

  private Values(int size, IntToDoubleFunction value) {
    this.size = size;
    this.value = value;
  }

  /**
   * Reads an array.
   *
   * @param array of floating numbers, FLOAT32 or FLOAT64; stays open while this is used
   * @return its values, last dimension first
   */
  static Values of(NDArray array) {
    ByteBuffer bytes = ArrayBytes.of(array);
    if (array.getDataType() == DataType.FLOAT64) {
      DoubleBuffer doubles = bytes.asDoubleBuffer();
      return new Values(doubles.remaining(), doubles::get);
    }
    FloatBuffer floats = bytes.asFloatBuffer();
    return new Values(floats.remaining(), floats::get);
  }

  /** Returns the largest magnitude among those that are finite; 0 where there is none. */
  double largest() {
    double largest = 0;
    for (int i = 0; i < size; i++) {
      double magnitude = Math.abs(value.applyAsDouble(i));
      if (magnitude > largest && magnitude <= Double.MAX_VALUE) {
        largest = magnitude;
      }
    }
    return largest;
  }

  /**
   * Returns whether single precision can represent all of them, with room for intermediate sums.
   */
  boolean inRangeOfFloats() {
    for (int i = 0; i < size; i++) {
      if (!(Math.abs(value.applyAsDouble(i)) < LARGEST)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Compares.
   *
   * @param other as many values
   * @return the largest difference; NaN if only one of two values is NaN, or the counts differ.
   *     Equal infinities and two NaN do not differ.
   */
  double distance(Values other) {
    if (size != other.size) {
      return Double.NaN;
    }
    double worst = 0;
    for (int i = 0; i < size; i++) {
      double a = value.applyAsDouble(i);
      double b = other.value.applyAsDouble(i);
      double difference = Math.abs(a - b);
      if (difference > worst) {
        worst = difference;
      } else if (Double.isNaN(difference) && Double.compare(a, b) != 0) {
        return Double.NaN;
      }
    }
    return worst;
  }
}
