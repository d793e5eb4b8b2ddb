package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Arrays;
import org.dsd4j.djl.network.SeededInitializer;

/**
 * A 2-D convolution that uses only channel counts for which the engine is correct.
 *
 * <p>For other counts, channels of zeros are appended in the forward pass and removed from the
 * output (see {@link AlignedChannels}): the result is the same sum with zeros added, and the
 * parameter keeps its shape.
 *
 * <p>A 1x1 convolution with a stride, as in the shortcuts of residual networks, first selects the
 * positions of the input that it uses, and then has no stride. The sum is the same; the engine's
 * own implementation divides by zero in the gradient for 512 to 1024 channels and more, which ends
 * the process.
 *
 * <p>Channels may form groups: output channels of a group depend only on the input channels of the
 * same group, as in AlexNet, which was split for two GPUs. Each group is convolved separately, so
 * the engine computes convolutions of the shape {@link #group()}. The weight is still one
 * parameter, so that pruning per layer compares all of it.
 *
 * <p>Input (batch, in, height, width); output (batch, out, (height + 2 padding - kernel) / stride +
 * 1, likewise), rounded down. Parameters: {@code weight} (out, in / groups, kernel, kernel), drawn
 * from {@link SeededInitializer.Distribution#HE_OUT}, and {@code bias} (out) if asked for.
 */
public final class AlignedConv2d extends AbstractBlock {
  private final Settings settings;
  private final int groups;
  private final Settings group;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * The sizes of a convolution.
   *
   * @param in channels of the input, at least 1
   * @param out channels of the output, at least 1
   * @param kernel height and width of the kernel, at least 1
   * @param stride step between outputs, at least 1
   * @param padding rows and columns of zeros on each side, at least 0
   * @param bias whether a bias is added
   */
  public record Settings(int in, int out, int kernel, int stride, int padding, boolean bias) {
    /** Checks the ranges. */
    public Settings {
      if (in < 1 || out < 1 || kernel < 1 || stride < 1 || padding < 0) {
        throw new IllegalArgumentException(
            "not a convolution: "
                + in
                + " to "
                + out
                + " channels, kernel "
                + kernel
                + ", stride "
                + stride
                + ", padding "
                + padding);
      }
    }

    /**
     * The height or width of the output, from that of the input; below 1 if the kernel is larger.
     */
    long outputSize(long in) {
      return Math.floorDiv(in + 2L * padding - kernel, (long) stride) + 1;
    }

    private Settings withoutStride() {
      return new Settings(in, out, kernel, 1, padding, bias);
    }

    private Settings oneOf(int groups) {
      return new Settings(in / groups, out / groups, kernel, stride, padding, bias);
    }
  }

  /**
   * Creates a convolution of one group.
   *
   * @param settings its sizes
   */
  public AlignedConv2d(Settings settings) {
    this(settings, 1);
  }

  /**
   * Creates a convolution.
   *
   * @param settings the sizes of the whole
   * @param groups the number of groups, a divisor of both channel counts
   */
  public AlignedConv2d(Settings settings, int groups) {
    if (groups < 1 || settings.in % groups != 0 || settings.out % groups != 0) {
      throw new IllegalArgumentException(
          settings.in + " and " + settings.out + " channels do not form " + groups + " groups");
    }
    this.settings = settings;
    this.groups = groups;
    this.group = settings.oneOf(groups);
    this.weight =
        addParameter(
            Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optInitializer(new SeededInitializer(SeededInitializer.Distribution.HE_OUT))
                .optShape(new Shape(settings.out, group.in, settings.kernel, settings.kernel))
                .build());
    this.bias =
        settings.bias
            ? addParameter(
                Parameter.builder()
                    .setName("bias")
                    .setType(Parameter.Type.BIAS)
                    .optShape(new Shape(settings.out))
                    .build())
            : null;
  }

  /**
   * Returns the sizes of one group, which is what the engine computes.
   *
   * @return the sizes, never null
   */
  public Settings group() {
    return group;
  }

  /**
   * Returns the shape of the inputs that the block was initialised for.
   *
   * @return (batch, in, height, width)
   * @throws IllegalStateException before initialisation
   */
  public Shape inputShape() {
    if (!isInitialized()) {
      throw new IllegalStateException("the convolution has no input shape before initialisation");
    }
    return inputShapes[0];
  }

  @Override
  protected void beforeInitialize(Shape... shapes) {
    super.beforeInitialize(shapes);
    Shape shape = shapes[0];
    if (shapes.length != 1 || shape.dimension() != 4 || shape.get(1) != settings.in) {
      throw new IllegalArgumentException(
          "a convolution of " + settings.in + " channels cannot take " + Arrays.toString(shapes));
    }
    if (settings.outputSize(shape.get(2)) < 1 || settings.outputSize(shape.get(3)) < 1) {
      throw new IllegalArgumentException(
          "a kernel of " + settings.kernel + " does not fit into " + shape + " with its padding");
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    NDArray w = store.getValue(weight, x.getDevice(), training);
    NDArray b = bias == null ? null : store.getValue(bias, x.getDevice(), training);
    if (groups == 1) {
      return new NDList(convolve(x, w, b, settings));
    }
    NDList outputs = new NDList();
    for (int i = 0; i < groups; i++) {
      NDArray seen = x.get(new NDIndex(":, {}:{}", i * group.in, (i + 1) * group.in));
      NDArray offsets = b == null ? null : rowsOf(i, b, x);
      outputs.add(convolve(seen, rowsOf(i, w, x), offsets, group));
    }
    NDArray whole = NDArrays.concat(outputs, 1);
    outputs.close();
    return new NDList(whole);
  }

  /** The rows of a parameter that belong to a group. */
  private NDArray rowsOf(int index, NDArray parameter, NDArray x) {
    NDArray rows = parameter.get(new NDIndex("{}:{}", index * group.out, (index + 1) * group.out));
    // DJL attaches it to the manager of the parameter, which is the network: it would never be
    // freed.
    rows.attach(x.getManager());
    return rows;
  }

  /** The convolution with its channels padded; {@code bias} is null where there is none. */
  private static NDArray convolve(NDArray input, NDArray weight, NDArray bias, Settings settings) {
    if (settings.kernel == 1 && settings.stride > 1 && settings.padding == 0) {
      NDArray seen = everyNth(input, settings.stride);
      return convolve(seen, weight, bias, settings.withoutStride());
    }
    return AlignedChannels.convolve(
        input,
        weight,
        bias,
        new Shape(settings.stride, settings.stride),
        new Shape(settings.padding, settings.padding));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {
      new Shape(
          shapes[0].get(0),
          settings.out,
          settings.outputSize(shapes[0].get(2)),
          settings.outputSize(shapes[0].get(3)))
    };
  }

  /** The positions that a kernel of size 1 uses. */
  private static NDArray everyNth(NDArray x, int stride) {
    Shape shape = x.getShape();
    return x.get(
        new NDIndex()
            .addAllDim(2)
            .addSliceDim(0, shape.get(2), stride)
            .addSliceDim(0, shape.get(3), stride));
  }
}
