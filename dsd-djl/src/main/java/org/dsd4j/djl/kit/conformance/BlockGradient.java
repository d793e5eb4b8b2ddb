package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsd4j.djl.kit.nn.SequenceMask;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.InPlace;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;

/**
 * The gradients of a block, of its input and of each parameter, against differences of its output:
 * a small step along the gradient g has to change the value by |g| times the step. A gradient that
 * is too large, too small or points elsewhere fails. In double precision the step can be so small
 * that curvature has no effect.
 */
final class BlockGradient {
  /** Small enough for the curvature, large enough for FLOAT32. */
  private static final double SINGLE_STEP = 1e-2;

  private static final double SINGLE_TOLERANCE = 0.02;
  private static final double DOUBLE_STEP = 1e-5;
  private static final double DOUBLE_TOLERANCE = 1e-7;
  private static final double FLAT = 1e-6;

  private final String name;
  private final Network network;
  private final NDList inputs;
  private final NDManager manager;
  private final NDArray weights;
  private final List<NamedParameter> parameters;
  private final double step;
  private final double tolerance;

  private BlockGradient(String name, Network network, NDList inputs) {
    this.name = name;
    this.network = network;
    // A new array: otherwise the gradients of the previous block would be added to.
    this.inputs = new NDList(inputs);
    this.inputs.set(0, inputs.get(0).duplicate());
    manager = inputs.get(0).getManager();
    parameters = network.parameters().all().stream().filter(NamedParameter::trains).toList();
    Shape output = network.block().getOutputShapes(inputs.getShapes())[0];
    // So that no two outputs have the same gradient.
    weights = network.precision().of(new NDList(RandomArrays.gaussian(manager, output, 5))).get(0);
    boolean wide = network.precision() == Precision.DOUBLE;
    step = wide ? DOUBLE_STEP : SINGLE_STEP;
    tolerance = wide ? DOUBLE_TOLERANCE : SINGLE_TOLERANCE;
  }

  /**
   * Checks a block.
   *
   * @param name of the block, for the message
   * @param block not initialised
   * @param inputs x, whose precision the block takes, and lengths where it takes them
   */
  static void check(String name, Block block, NDList inputs) {
    NDManager manager = inputs.get(0).getManager();
    try (Network network =
        Network.initialize(
            block,
            manager.getEngine().getEngineName(),
            manager.getDevice(),
            Precision.of(inputs.get(0)),
            3,
            inputs.getShapes())) {
      new BlockGradient(name, network, inputs).check();
    }
  }

  private void check() {
    NDArray x = inputs.get(0);
    List<NDArray> variables = new ArrayList<>(List.of(x));
    List<String> names = new ArrayList<>(List.of("input"));
    for (NamedParameter named : parameters) {
      variables.add(named.array());
      names.add(named.path());
    }
    List<double[]> gradients = gradients(variables);
    for (int i = 0; i < variables.size(); i++) {
      compare(name + ", " + names.get(i), variables.get(i), gradients.get(i));
    }
  }

  private List<double[]> gradients(List<NDArray> variables) {
    inputs.get(0).setRequiresGradient(true);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(value());
      List<double[]> gradients = new ArrayList<>();
      for (NDArray variable : variables) {
        gradients.add(doubles(variable.getGradient()));
      }
      return gradients;
    }
  }

  private void compare(String what, NDArray variable, double[] gradient) {
    double norm = 0;
    for (double each : gradient) {
      norm += each * each;
    }
    norm = Math.sqrt(norm);
    ConformanceFailure.unless(norm > FLAT, what + ": the gradient is " + norm);
    double[] start = doubles(variable);
    double above = moved(variable, start, gradient, step / norm);
    double below = moved(variable, start, gradient, -step / norm);
    write(variable, start);
    double slope = (above - below) / (2 * step);
    if (!(Math.abs(slope - norm) <= tolerance * Math.max(1, norm))) {
      throw new ConformanceFailure(
          String.format(
              Locale.ROOT, "%s: slope along the gradient %.9g, its norm %.9g", what, slope, norm));
    }
  }

  private double moved(NDArray variable, double[] start, double[] gradient, double by) {
    double[] there = new double[start.length];
    for (int i = 0; i < there.length; i++) {
      there[i] = start[i] + by * gradient[i];
    }
    write(variable, there);
    // Batch normalisation takes the statistics of the batch only while gradients are collected.
    GradientCollector collector = manager.getEngine().newGradientCollector();
    try {
      return ArrayValues.scalar(value());
    } finally {
      collector.close();
    }
  }

  private void write(NDArray variable, double[] values) {
    try (NDArray wide = ArrayValues.of(manager, values, variable.getShape());
        NDArray array = wide.toType(variable.getDataType(), true)) {
      InPlace.write(variable, same -> same.set(new NDIndex(":"), array));
    }
  }

  private static double[] doubles(NDArray array) {
    try (NDArray wide = array.toType(DataType.FLOAT64, true)) {
      return wide.toDoubleArray();
    }
  }

  private NDArray value() {
    NDList outputs = network.forward(new NDList(inputs), true);
    NDArray y = outputs.get(0);
    if (outputs.size() > 1) {
      // Values in padding have no meaning, and may be where a rectifier has no slope.
      float[] lengths = ArrayValues.floats(outputs.get(1));
      y = SequenceMask.of(lengths, y.getShape().get(0), manager, y.getDataType()).apply(y);
    }
    return y.mul(weights).sum();
  }
}
