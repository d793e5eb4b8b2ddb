package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** max(x, 0), for arrays of any shape. */
public final class Relu extends ParameterFreeBlock {
  /** Creates the function. */
  public Relu() {}

  @Override
  NDArray apply(NDArray x) {
    return x.getNDArrayInternal().relu();
  }

  @Override
  Shape outputShape(Shape input) {
    return input;
  }
}
