package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The largest or the mean value of square windows of each channel.
 *
 * <p>Input (batch, channels, height, width); output (batch, channels, (height + 2 padding - kernel)
 * / stride + 1, likewise). Rounded down as Torch does, or up as Caffe does; rounded up, a last
 * window that would start in the padding is left out, which both do. Padding counts as minus
 * infinity for the largest value and as zero for the mean; where a window of the mean reaches
 * beyond the padding, elements beyond it do not count.
 */
public final class Pool2d extends ParameterFreeBlock {
  private final boolean max;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final Rounding rounding;

  /** What happens to a window that does not fit completely. */
  public enum Rounding {
    /** It is left out: Torch's default. */
    DOWN,
    /** It is kept, smaller, as in Caffe. */
    UP
  }

  private Pool2d(boolean max, int kernel, int stride, int padding, Rounding rounding) {
    if (kernel < 1 || stride < 1 || padding < 0 || 2 * padding > kernel) {
      throw new IllegalArgumentException(
          "not a pooling: kernel " + kernel + ", stride " + stride + ", padding " + padding);
    }
    this.max = max;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.rounding = rounding;
  }

  /**
   * Takes the largest value of each window.
   *
   * @param kernel height and width of a window, at least 1
   * @param stride step between windows, at least 1
   * @param padding rows and columns on each side, 0 to half the kernel
   * @param rounding what happens at the far edges
   * @return the block, never null
   */
  public static Pool2d max(int kernel, int stride, int padding, Rounding rounding) {
    return new Pool2d(true, kernel, stride, padding, rounding);
  }

  /**
   * Takes the mean of each window.
   *
   * @param kernel height and width of a window, at least 1
   * @param stride step between windows, at least 1
   * @param rounding what happens at the far edges
   * @return the block, never null
   */
  public static Pool2d average(int kernel, int stride, Rounding rounding) {
    return new Pool2d(false, kernel, stride, 0, rounding);
  }

  @Override
  NDArray apply(NDArray x) {
    Shape window = new Shape(kernel, kernel);
    Shape step = new Shape(stride, stride);
    Shape border = new Shape(padding, padding);
    boolean up = rounding == Rounding.UP;
    return max
        ? x.getNDArrayInternal().maxPool(window, step, border, up)
        : x.getNDArrayInternal().avgPool(window, step, border, up, true);
  }

  @Override
  Shape outputShape(Shape input) {
    long height = size(input.get(2));
    long width = size(input.get(3));
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a window of " + kernel + " does not fit into " + input + ": the images are too small");
    }
    return new Shape(input.get(0), input.get(1), height, width);
  }

  private long size(long in) {
    long room = in + 2L * padding - kernel;
    if (rounding == Rounding.DOWN) {
      return Math.floorDiv(room, (long) stride) + 1;
    }
    long out = -Math.floorDiv(-room, (long) stride) + 1;
    return (out - 1) * stride >= in + padding ? out - 1 : out;
  }
}
