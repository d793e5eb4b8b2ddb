package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A function of one array, without parameters. Output shapes are computed, where DJL's {@code
 * LambdaBlock} would run the function on an array of that size.
 */
abstract class ParameterFreeBlock extends AbstractBlock {
  abstract NDArray apply(NDArray x);

  abstract Shape outputShape(Shape input);

  @Override
  protected final NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    return new NDList(apply(inputs.singletonOrThrow()));
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {outputShape(shapes[0])};
  }
}
