package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The mean over height and width: input (batch, channels, height, width), output (batch, channels).
 */
public final class GlobalAveragePool extends ParameterFreeBlock {
  /** Creates the function. */
  public GlobalAveragePool() {}

  /** Reshaped, since engines average over one axis at a time. */
  @Override
  NDArray apply(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3)).mean(new int[] {2});
  }

  @Override
  Shape outputShape(Shape input) {
    return new Shape(input.get(0), input.get(1));
  }
}
