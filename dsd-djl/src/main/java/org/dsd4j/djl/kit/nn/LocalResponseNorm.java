package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Divides each value by (k + alpha / size * s) ^ beta, where s is the sum of the squares of the
 * {@code size} channels around it at the same place; channels beyond the first and the last count
 * as zero. Input and output (batch, channels, height, width).
 *
 * <p>Alpha is divided by the size, as in Caffe and Torch; the paper that introduced the function
 * does not divide.
 *
 * @see <a href="https://papers.nips.cc/paper/4824">ImageNet Classification with Deep Convolutional
 *     Neural Networks, Krizhevsky et al., 2012, section 3.3</a>
 */
public final class LocalResponseNorm extends ParameterFreeBlock {
  private static final Shape ONE = new Shape(1);
  private static final double THREE_QUARTERS = 0.75;

  private final int size;
  private final double alpha;
  private final double beta;
  private final double k;

  /**
   * Creates the function.
   *
   * @param size the channels of a window, odd, at least 1
   * @param alpha the weight of the mean square, at least 0
   * @param beta the exponent
   * @param k the constant that is added, greater than 0
   */
  public LocalResponseNorm(int size, double alpha, double beta, double k) {
    if (size < 1 || size % 2 == 0 || !(alpha >= 0) || !(k > 0)) {
      throw new IllegalArgumentException(
          "not a local response normalisation: size " + size + ", alpha " + alpha + ", k " + k);
    }
    this.size = size;
    this.alpha = alpha;
    this.beta = beta;
    this.k = k;
  }

  /**
   * The mean over neighbouring channels is computed as average pooling of columns of width 1.
   *
   * <p>The factors are arrays that the engine allocates. {@code mul(Number)} would put the number
   * into Java's memory, which DJL frees at once although PyTorch keeps the address for the
   * gradient: the effect was NaN gradients and occasional crashes.
   */
  @Override
  NDArray apply(NDArray x) {
    Shape shape = x.getShape();
    NDArray squares =
        x.square().reshape(shape.get(0), 1, shape.get(1), shape.get(2) * shape.get(3));
    NDArray means =
        squares
            .getNDArrayInternal()
            .avgPool(new Shape(size, 1), new Shape(1, 1), new Shape(size / 2, 0), false, true);
    NDArray base = means.reshape(shape).mul(constant(x, alpha)).add(constant(x, k));
    return x.div(power(base));
  }

  /** Roots are several times faster than powers, and every published network has 0.75. */
  private NDArray power(NDArray base) {
    if (beta == THREE_QUARTERS) {
      NDArray root = base.sqrt();
      return root.mul(root.sqrt());
    }
    return base.pow(constant(base, beta));
  }

  private static NDArray constant(NDArray like, double value) {
    return ArrayValues.full(like.getManager(), ONE, value, like.getDataType());
  }

  @Override
  Shape outputShape(Shape input) {
    return input;
  }
}
