package org.dsd4j.djl.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;

/**
 * The gradients of a block, of its input and of each parameter, against differences of its output:
 * a small step along the gradient g has to change the value by |g| times the step. A gradient that
 * is too large, too small or points elsewhere fails.
 */
final class BlockGradient {
  /** Small enough for the curve, large enough for FLOAT32. */
  private static final double STEP = 1e-2;

  private static final double TOLERANCE = 0.02;
  private static final double FLAT = 1e-6;

  private final String name;
  private final Network network;
  private final NDList inputs;
  private final NDManager manager;
  private final NDArray weights;
  private final List<NamedParameter> parameters;

  private BlockGradient(String name, Network network, NDList inputs) {
    this.name = name;
    this.network = network;
    // An array of its own: gradients of the block before would be added to.
    this.inputs = new NDList(inputs);
    this.inputs.set(0, inputs.get(0).duplicate());
    manager = inputs.get(0).getManager();
    parameters = network.parameters().all().stream().filter(NamedParameter::trains).toList();
    Shape output = network.block().getOutputShapes(inputs.getShapes())[0];
    // So that no two outputs have the same gradient.
    weights = Draws.gaussian(manager, output, 5);
  }

  /**
   * Checks a block.
   *
   * @param name of the block, for the message
   * @param block not initialised
   * @param inputs x, and lengths where the block takes them
   */
  static void check(String name, Block block, NDList inputs) {
    NDManager manager = inputs.get(0).getManager();
    try (Network network =
        Network.initialize(
            block,
            manager.getEngine().getEngineName(),
            manager.getDevice(),
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
    List<float[]> gradients = gradients(variables);
    for (int i = 0; i < variables.size(); i++) {
      compare(name + ", " + names.get(i), variables.get(i), gradients.get(i));
    }
  }

  private List<float[]> gradients(List<NDArray> variables) {
    inputs.get(0).setRequiresGradient(true);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(value());
      List<float[]> gradients = new ArrayList<>();
      for (NDArray variable : variables) {
        gradients.add(variable.getGradient().toFloatArray());
      }
      return gradients;
    }
  }

  private void compare(String what, NDArray variable, float[] gradient) {
    double norm = 0;
    for (float each : gradient) {
      norm += (double) each * each;
    }
    norm = Math.sqrt(norm);
    Mismatch.unless(norm > FLAT, what + ": the gradient is " + norm);
    float[] start = variable.toFloatArray();
    double above = moved(variable, start, gradient, STEP / norm);
    double below = moved(variable, start, gradient, -STEP / norm);
    write(variable, start);
    double slope = (above - below) / (2 * STEP);
    if (!(Math.abs(slope - norm) <= TOLERANCE * Math.max(1, norm))) {
      throw new Mismatch(
          String.format(
              Locale.ROOT, "%s: slope along the gradient %.4g, its norm %.4g", what, slope, norm));
    }
  }

  private double moved(NDArray variable, float[] start, float[] gradient, double step) {
    float[] there = new float[start.length];
    for (int i = 0; i < there.length; i++) {
      there[i] = (float) (start[i] + step * gradient[i]);
    }
    write(variable, there);
    // Batch normalisation takes the statistics of the batch only while gradients are collected.
    GradientCollector collector = manager.getEngine().newGradientCollector();
    try {
      return value().getFloat();
    } finally {
      collector.close();
    }
  }

  private void write(NDArray variable, float[] values) {
    try (NDArray array = ArrayValues.of(manager, values, variable.getShape())) {
      variable.set(new NDIndex(":"), array);
    }
  }

  private NDArray value() {
    return network.forward(new NDList(inputs), true).get(0).mul(weights).sum();
  }
}
