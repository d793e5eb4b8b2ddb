package org.dsd4j.djl.kit.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.SeededInitializer;
import org.dsd4j.djl.network.SeededInitializer.Distribution;

/**
 * A convolution over frequency and time, normalised and clipped: the first layers of Deep Speech 2.
 *
 * <p>Inputs: x (T, B, in F), the channels one after the other, and the lengths (B). Outputs: (T',
 * B, out F') and the lengths likewise, T' = ceil(T / stride), F' = ceil(F / stride), each with its
 * own stride; outputs in padding are zero, so that the next convolution has the same inputs as
 * beyond the end of a single sequence. Parameters: {@code weight} (out, in, kernel frequency,
 * kernel time), no bias, and {@code norm}: a gain and an offset for each channel and frequency.
 *
 * <p>An input of one channel is convolved as one of kernel-time channels: the same frames, each
 * shifted by one more. The sum is the same, in a form that suits engines better (see {@link
 * AlignedChannels}).
 *
 * @see <a href="https://arxiv.org/abs/1512.02595">Deep Speech 2, section 3.5</a>
 */
public final class SpectrogramConv extends AbstractBlock {
  private final Settings settings;
  private final Parameter weight;
  private final SequenceNorm norm;

  /**
   * The sizes of the convolution. Kernels are odd and centred.
   *
   * @param in channels of the input, at least 1
   * @param out channels of the output, at least 1
   * @param kernelFrequency bins that a kernel spans, odd
   * @param kernelTime frames that a kernel spans, odd
   * @param strideFrequency bins between outputs, at least 1
   * @param strideTime frames between outputs, at least 1
   */
  public record Settings(
      int in, int out, int kernelFrequency, int kernelTime, int strideFrequency, int strideTime) {
    /** Checks the ranges. */
    public Settings {
      if (in < 1
          || out < 1
          || kernelFrequency < 1
          || kernelTime < 1
          || kernelFrequency % 2 == 0
          || kernelTime % 2 == 0
          || strideFrequency < 1
          || strideTime < 1) {
        throw new IllegalArgumentException(
            "not a convolution over frequency and time: "
                + in
                + " to "
                + out
                + " channels, kernel "
                + kernelFrequency
                + " x "
                + kernelTime
                + ", stride "
                + strideFrequency
                + " x "
                + strideTime);
      }
    }
  }

  /**
   * Creates the layer.
   *
   * @param settings its sizes
   */
  public SpectrogramConv(Settings settings) {
    this.settings = settings;
    weight =
        addParameter(
            Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optInitializer(new SeededInitializer(Distribution.HE_IN))
                .optShape(
                    new Shape(
                        settings.out, settings.in, settings.kernelFrequency, settings.kernelTime))
                .build());
    norm = addChildBlock("norm", new SequenceNorm());
  }

  @Override
  protected void beforeInitialize(Shape... shapes) {
    super.beforeInitialize(shapes);
    if (shapes[0].get(2) % settings.in != 0) {
      throw new IllegalArgumentException(
          shapes[0].get(2) + " features are not " + settings.in + " channels");
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    norm.initialize(manager, type, getOutputShapes(inputs));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.get(0);
    NDManager scope = x.getManager();
    float[] lengths = SequenceMask.strided(ArrayValues.floats(inputs.get(1)), settings.strideTime);
    Shape out = getOutputShapes(new Shape[] {x.getShape(), inputs.get(1).getShape()})[0];
    SequenceMask mask = SequenceMask.of(lengths, out.get(0), scope, x.getDataType());
    Device device = x.getDevice();
    NDArray convolved = convolve(channels(x), store.getValue(weight, device, training));
    NDArray features = convolved.transpose(3, 0, 1, 2).reshape(out);
    NDArray y = ClippedRelu.of(norm.normalize(store, features, mask, training));
    return new NDList(mask.apply(y), ArrayValues.of(scope, lengths));
  }

  /** (B, in, F, T). */
  private NDArray channels(NDArray x) {
    Shape shape = x.getShape();
    long bins = shape.get(2) / settings.in;
    return x.reshape(shape.get(0), shape.get(1), settings.in, bins).transpose(1, 2, 3, 0);
  }

  private NDArray convolve(NDArray x, NDArray kernel) {
    int aroundBins = settings.kernelFrequency / 2;
    int aroundFrames = settings.kernelTime / 2;
    if (settings.in > 1) {
      return AlignedChannels.convolve(
          x,
          kernel,
          null,
          new Shape(settings.strideFrequency, settings.strideTime),
          new Shape(aroundBins, aroundFrames));
    }
    NDArray turned = kernel.transpose(0, 3, 2, 1);
    // DJL attaches it to the manager of the kernel, which is the network: it would never be freed.
    turned.attach(x.getManager());
    return AlignedChannels.convolve(
        shifted(x, aroundFrames),
        turned,
        null,
        new Shape(settings.strideFrequency, 1),
        new Shape(aroundBins, 0));
  }

  /** (B, 1, F, T) as (B, kernel time, F, T'). */
  private NDArray shifted(NDArray x, int around) {
    long time = x.getShape().get(3);
    long out = strided(time, settings.strideTime);
    Shape edge = new Shape(x.getShape().get(0), 1, x.getShape().get(2), around);
    Shape behind = new Shape(edge.get(0), 1, edge.get(2), around + settings.strideTime);
    NDManager scope = x.getManager();
    DataType type = x.getDataType();
    NDArray longer = scope.zeros(edge, type).concat(x, 3).concat(scope.zeros(behind, type), 3);
    NDList shifted = new NDList();
    for (int k = 0; k < settings.kernelTime; k++) {
      long end = k + (out - 1) * settings.strideTime + 1;
      shifted.add(longer.get(new NDIndex().addAllDim(3).addSliceDim(k, end, settings.strideTime)));
    }
    return NDArrays.concat(shifted, 1);
  }

  private static long strided(long size, int stride) {
    return (size + stride - 1) / stride;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    long bins = strided(inputs[0].get(2) / settings.in, settings.strideFrequency);
    long time = strided(inputs[0].get(0), settings.strideTime);
    return new Shape[] {new Shape(time, inputs[0].get(1), settings.out * bins), inputs[1]};
  }
}
