package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.dsd4j.djl.network.ArrayValues;

/** Random values that are the same on every engine, because they are drawn in Java. */
final class RandomArrays {
  private RandomArrays() {}

  /** Normally distributed. */
  static float[] gaussian(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Normally distributed. */
  static NDArray gaussian(NDManager manager, Shape shape, long seed) {
    return ArrayValues.of(manager, gaussian(Math.toIntExact(shape.size()), seed), shape);
  }

  /** Widens values. */
  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
