package org.dsd4j.djl.nn;

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
 * A 2-D convolution whose channels form groups: output channels of a group see the input channels
 * of the same group alone, as in AlexNet, which was cut in two for two GPUs.
 *
 * <p>Each group is convolved as {@link AlignedConv2d} does it, for the same reason. The weight is
 * one parameter, so that pruning per layer compares all of it.
 *
 * <p>Input (batch, in, height, width), output (batch, out, ...) as {@link AlignedConv2d}.
 * Parameters: {@code weight} (out, in / groups, kernel, kernel), drawn from {@link
 * SeededInitializer.Distribution#HE_IN}, and {@code bias} (out) if asked for.
 */
public final class GroupedConv2d extends AbstractBlock {
  private final AlignedConv2d.Settings settings;
  private final AlignedConv2d.Settings group;
  private final int groups;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Creates a convolution.
   *
   * @param settings the sizes of the whole
   * @param groups the number of groups, a divisor of both channel counts
   */
  public GroupedConv2d(AlignedConv2d.Settings settings, int groups) {
    if (groups < 1 || settings.in() % groups != 0 || settings.out() % groups != 0) {
      throw new IllegalArgumentException(
          settings.in() + " and " + settings.out() + " channels do not form " + groups + " groups");
    }
    this.settings = settings;
    this.groups = groups;
    this.group =
        new AlignedConv2d.Settings(
            settings.in() / groups,
            settings.out() / groups,
            settings.kernel(),
            settings.stride(),
            settings.padding(),
            settings.bias());
    this.weight =
        addParameter(
            Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optInitializer(new SeededInitializer(SeededInitializer.Distribution.HE_IN))
                .optShape(
                    new Shape(settings.out(), group.in(), settings.kernel(), settings.kernel()))
                .build());
    this.bias =
        settings.bias()
            ? addParameter(
                Parameter.builder()
                    .setName("bias")
                    .setType(Parameter.Type.BIAS)
                    .optShape(new Shape(settings.out()))
                    .build())
            : null;
  }

  /**
   * Returns the sizes of one group, which is what the engine convolves.
   *
   * @return the sizes, never null
   */
  public AlignedConv2d.Settings group() {
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
    if (shapes.length != 1 || shapes[0].dimension() != 4 || shapes[0].get(1) != settings.in()) {
      throw new IllegalArgumentException(
          "a convolution of " + settings.in() + " channels cannot take " + Arrays.toString(shapes));
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    NDArray w = store.getValue(weight, x.getDevice(), training);
    NDArray b = bias == null ? null : store.getValue(bias, x.getDevice(), training);
    NDList outputs = new NDList();
    for (int i = 0; i < groups; i++) {
      NDArray seen = x.get(new NDIndex(":, {}:{}", i * group.in(), (i + 1) * group.in()));
      NDArray factors = part(w, i, x);
      NDArray offsets = b == null ? null : part(b, i, x);
      outputs.add(AlignedConv2d.convolve(seen, factors, offsets, group));
    }
    NDArray whole = NDArrays.concat(outputs, 1);
    outputs.close();
    return new NDList(whole);
  }

  /** The rows of a parameter that belong to a group. */
  private NDArray part(NDArray parameter, int index, NDArray x) {
    NDArray rows =
        parameter.get(new NDIndex("{}:{}", index * group.out(), (index + 1) * group.out()));
    // DJL attaches it where the parameter is, which is the network: it would stay forever.
    rows.attach(x.getManager());
    return rows;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {
      new Shape(
          shapes[0].get(0),
          settings.out(),
          settings.outputSize(shapes[0].get(2)),
          settings.outputSize(shapes[0].get(3)))
    };
  }
}
