package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Input (batch, ...), output (batch, all the rest), row by row. */
public final class Flatten extends ParameterFreeBlock {
  /** Creates the function. */
  public Flatten() {}

  @Override
  NDArray apply(NDArray x) {
    return x.reshape(outputShape(x.getShape()));
  }

  @Override
  Shape outputShape(Shape input) {
    return new Shape(input.get(0), input.size() / input.get(0));
  }
}
