package org.dsd4j.djl.kit.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.dsd4j.djl.network.SeededInitializer;

/**
 * A fully connected layer whose input is a frame and its neighbours: a convolution over time whose
 * kernel spans all bins. Frames outside of the sequence are zero.
 *
 * <p>Input (T, B, F), padded with zeros behind the end of a sequence; output (ceil(T / stride), B,
 * units). Parameters: {@code weight} (units, context F), the bins of the earliest frame first, and
 * {@code bias} (units).
 *
 * @see <a href="https://arxiv.org/abs/1412.5567">Deep Speech, section 2: the first layer sees a
 *     context of frames; section 3.3: strides of 2</a>
 */
public final class ContextWindow extends AbstractBlock {
  private final int context;
  private final int stride;
  private final int units;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Creates the layer.
   *
   * @param context frames in a window, odd, so that there is one in the middle
   * @param stride frames from one window to the next, at least 1
   * @param units outputs, at least 1
   */
  public ContextWindow(int context, int stride, int units) {
    if (context < 1 || context % 2 == 0 || stride < 1 || units < 1) {
      throw new IllegalArgumentException(
          "not a context window: " + context + " frames, stride " + stride + ", " + units);
    }
    this.context = context;
    this.stride = stride;
    this.units = units;
    this.weight =
        addParameter(
            Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optInitializer(new SeededInitializer(SeededInitializer.Distribution.HE_IN))
                .build());
    this.bias =
        addParameter(
            Parameter.builder()
                .setName("bias")
                .setType(Parameter.Type.BIAS)
                .optShape(new Shape(units))
                .build());
  }

  @Override
  protected void prepare(Shape[] inputs) {
    weight.setShape(new Shape(units, context * inputs[0].get(2)));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    Device device = x.getDevice();
    NDArray windows = windows(x);
    return Linear.linear(
        windows, store.getValue(weight, device, training), store.getValue(bias, device, training));
  }

  /** (T / stride, B, context F). */
  private NDArray windows(NDArray x) {
    long time = x.getShape().get(0);
    long out = outputTime(time);
    NDManager scope = x.getManager();
    long around = context / 2;
    NDArray zeros =
        scope.zeros(new Shape(around, x.getShape().get(1), x.getShape().get(2)), x.getDataType());
    // After the end there may be one stride more than the kernel reaches.
    NDArray longer =
        around == 0 && stride == 1 ? x : zeros.concat(x, 0).concat(behind(x, around), 0);
    NDList shifted = new NDList();
    for (int k = 0; k < context; k++) {
      shifted.add(
          longer.get(
              new NDIndex().addSliceDim(k, k + (out - 1) * stride + 1, stride).addAllDim(2)));
    }
    return NDArrays.concat(shifted, 2);
  }

  private NDArray behind(NDArray x, long around) {
    Shape shape = new Shape(around + stride, x.getShape().get(1), x.getShape().get(2));
    return x.getManager().zeros(shape, x.getDataType());
  }

  private long outputTime(long time) {
    return (time + stride - 1) / stride;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(outputTime(inputs[0].get(0)), inputs[0].get(1), units)};
  }
}
