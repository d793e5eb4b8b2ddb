package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import org.dsd4j.djl.kit.quirk.Quirks;

/**
 * Convolves with channel counts for which the engine is correct.
 *
 * <p>LibTorch's oneDNN gives wrong or NaN results on some CPUs with AVX-512 when channel counts are
 * not multiples of 16, and a wrong gradient of the input when the stride is above 1 and the input
 * has more than 16 channels that are not a multiple of 32, such as 48 (measured with 2.7.1; see
 * {@code docs/adr/0003}). Here channels of zeros are appended to the input and to the weight, and
 * removed from the output. Nothing is appended for engines that are correct without ({@link
 * Quirks}), nor to RGB input (3 channels), unless the output has to be padded.
 */
final class AlignedChannels {
  private static final int MULTIPLE = 16;
  private static final int MULTIPLE_WITH_STRIDE = 32;
  private static final int RGB = 3;

  private AlignedChannels() {}

  /**
   * Convolves.
   *
   * @param input (batch, in, height, width)
   * @param weight (out, in, kernel height, kernel width)
   * @param bias (out); null where there is none
   * @param stride of height and width
   * @param padding of height and width
   * @return (batch, out, ...), attached to the manager of the input
   */
  static NDArray convolve(
      NDArray input, NDArray weight, NDArray bias, Shape stride, Shape padding) {
    if (!Quirks.of(input.getManager().getEngine()).alignsChannels()) {
      return Conv2d.conv2d(input, weight, bias, stride, padding).singletonOrThrow();
    }
    int out = (int) weight.getShape().get(0);
    int in = (int) weight.getShape().get(1);
    int extraOut = missing(out, MULTIPLE);
    boolean strided = stride.get(0) > 1 || stride.get(1) > 1;
    int extraIn = extraIn(in, extraOut, strided);
    NDArray x = input;
    NDArray w = weight;
    NDArray b = bias;
    NDManager scope = x.getManager();
    if (extraIn > 0) {
      x = withZeros(scope, x, 1, extraIn);
      w = withZeros(scope, w, 1, extraIn);
    }
    if (extraOut > 0) {
      w = withZeros(scope, w, 0, extraOut);
      b = b == null ? null : withZeros(scope, b, 0, extraOut);
    }
    NDArray y = Conv2d.conv2d(x, w, b, stride, padding).singletonOrThrow();
    return extraOut == 0 ? y : y.get(":, :{}", out);
  }

  private static int extraIn(int in, int extraOut, boolean strided) {
    if (in == RGB && extraOut == 0) {
      return 0;
    }
    return missing(in, strided && in > MULTIPLE ? MULTIPLE_WITH_STRIDE : MULTIPLE);
  }

  private static int missing(int channels, int multiple) {
    return (multiple - channels % multiple) % multiple;
  }

  /** Appends zeros along an axis; gradients pass through to the original elements. */
  private static NDArray withZeros(NDManager scope, NDArray array, int axis, int count) {
    long[] shape = array.getShape().getShape().clone();
    shape[axis] = count;
    NDArray longer = array.concat(scope.zeros(new Shape(shape), array.getDataType()), axis);
    // DJL attaches it to the manager of the array; for a weight that is the network, and it would
    // never be freed.
    longer.attach(scope);
    return longer;
  }
}
