package org.dsd4j.djl.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.network.Precision;

/**
 * One pass of a block over copies of its parameters and of a batch.
 *
 * @param block the block
 * @param copies of its parameters
 * @param inputs copies of the batch
 * @param conditions of both
 * @param training whether the block runs in training mode
 * @param largest the elements of the largest array, as far as it is known
 */
record Pass(
    Block block,
    ParameterCopies copies,
    NDList inputs,
    Conditions conditions,
    boolean training,
    long largest) {
  /** 8 MB in single precision: larger arrays are new memory of the system, which holds zeros. */
  private static final long LARGEST_POISON = 1 << 21;

  /**
   * Computes the outputs.
   *
   * @param result takes those that are floating numbers
   * @return all of them
   */
  NDList forward(PassResult result) {
    poison();
    // A list of its own: recurrent blocks of DJL append their states to the list of inputs.
    NDList given = new NDList(inputs);
    NDList outputs =
        conditions.precision() == Precision.DOUBLE
            ? DoublePrecisionForward.forward(block, copies, given, training)
            : block.forward(copies, given, training);
    requirePrecise(outputs);
    for (int i = 0; i < outputs.size(); i++) {
      if (isFloating(outputs.get(i))) {
        result.addOutput(name("output", i, outputs.size()), outputs.get(i));
      }
    }
    return outputs;
  }

  /**
   * Computes outputs and gradients.
   *
   * @param collector open
   * @param ofInputs whether gradients of the inputs are wanted too
   * @param result takes what is computed
   */
  void differentiate(GradientCollector collector, boolean ofInputs, PassResult result) {
    List<NDArray> variables =
        inputs.stream().filter(input -> ofInputs && isPrecise(input)).toList();
    variables.forEach(input -> input.setRequiresGradient(true));
    NDArray target = target(forward(result));
    poison();
    collector.backward(target);
    for (int i = 0; i < variables.size(); i++) {
      result.addGradient(name("input", i, variables.size()), "", variables.get(i).getGradient());
    }
    for (NamedParameter named : NetworkParameters.of(block).all()) {
      if (named.trains() && copies.asked().contains(named.parameter().getId())) {
        NDArray copy = copies.getValue(named.parameter(), scope().getDevice(), training);
        String path = named.path();
        String owner = path.substring(0, path.lastIndexOf('.') + 1);
        result.addGradient(path, owner, copy.getGradient());
      }
    }
  }

  /**
   * A mean of the outputs with different weights: the plain mean of normalised values does not
   * depend on the parameters, and neither does the mean of their squares.
   */
  private NDArray target(NDList outputs) {
    NDArray sum = null;
    for (NDArray output : outputs) {
      if (isPrecise(output)) {
        int axes = output.getShape().dimension();
        NDArray weighted = output;
        for (int axis : axes == 0 ? new int[0] : new int[] {0, axes - 1}) {
          weighted = weighted.mul(weights(output.getShape(), axis));
        }
        NDArray mean = weighted.mean();
        sum = sum == null ? mean : sum.add(mean);
      }
    }
    return sum;
  }

  /** Normally distributed along an axis. */
  private NDArray weights(Shape shape, int axis) {
    long[] sizes = new long[shape.dimension()];
    Arrays.fill(sizes, 1);
    sizes[axis] = shape.get(axis);
    Random random = new Random(axis);
    float[] values = new float[Math.toIntExact(shape.get(axis))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return ArrayValues.of(scope(), values, new Shape(sizes), type());
  }

  private static String name(String what, int index, int size) {
    return size == 1 ? what : what + " " + (index + 1);
  }

  private void requirePrecise(NDList outputs) {
    if (outputs.stream().noneMatch(this::isPrecise)) {
      String type = type().name();
      throw new IllegalStateException("with everything in " + type + ", no output is " + type);
    }
  }

  private boolean isPrecise(NDArray array) {
    return array.getDataType() == type();
  }

  private static boolean isFloating(NDArray array) {
    return array.getDataType() == DataType.FLOAT32 || array.getDataType() == DataType.FLOAT64;
  }

  private DataType type() {
    return conditions.precision().type();
  }

  private NDManager scope() {
    return copies.getManager();
  }

  /** Not on a GPU, which has memory of its own, and where no such fault is known. */
  private void poison() {
    if (conditions.poisoned() && !scope().getDevice().isGpu()) {
      HeapPoison.spread(scope(), Math.min(LARGEST_POISON, largest));
    }
  }
}
