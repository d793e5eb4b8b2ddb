package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * min(max(x, 0), 20), for arrays of any shape: the activation of Deep Speech, whose bound keeps the
 * values of a recurrence from growing without limit.
 *
 * @see <a href="https://arxiv.org/abs/1412.5567">Hannun et al., Deep Speech, 2014, section 2</a>
 */
public final class ClippedRelu extends ParameterFreeBlock {
  /** The largest value. */
  public static final int CLIP = 20;

  /** Creates the function. */
  public ClippedRelu() {}

  /**
   * Applies the function.
   *
   * @param x of any shape
   * @return a new array of the same shape
   */
  static NDArray of(NDArray x) {
    return x.clip(0, CLIP);
  }

  @Override
  NDArray apply(NDArray x) {
    return of(x);
  }

  @Override
  Shape outputShape(Shape input) {
    return input;
  }
}
