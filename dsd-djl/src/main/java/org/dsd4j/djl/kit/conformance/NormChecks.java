package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Batch normalisation over the columns of a small matrix.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, algorithms 1 and 2</a>
 */
final class NormChecks {
  private static final int ROWS = 4;
  private static final int COLUMNS = 3;
  private static final double CLOSE = 1e-4;
  private static final double EPSILON = 1e-5;

  /** DJL's default: the share of the old value. */
  private static final double MOMENTUM = 0.9;

  private NormChecks() {}

  /** Normalises by the mean and the biased variance of the batch. */
  static void training(NDManager manager) {
    float[] x = RandomArrays.gaussian(ROWS * COLUMNS, 6);
    double[] expected = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int column = i % COLUMNS;
      expected[i] = (x[i] - mean(x, column)) / Math.sqrt(squares(x, column) / ROWS + EPSILON);
    }
    ConformanceFailure.unlessClose("the output", expected, step(manager, x).output, CLOSE);
  }

  /** Moves the running mean a tenth of the way. */
  static void runningMean(NDManager manager) {
    float[] x = RandomArrays.gaussian(ROWS * COLUMNS, 6);
    double[] expected = new double[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      expected[column] = (1 - MOMENTUM) * mean(x, column);
    }
    ConformanceFailure.unlessClose("the running mean", expected, step(manager, x).mean, CLOSE);
  }

  /** Moves the running variance a tenth of the way to that of n - 1 degrees of freedom. */
  static void variance(NDManager manager) {
    float[] x = RandomArrays.gaussian(ROWS * COLUMNS, 6);
    double[] expected = new double[COLUMNS];
    double[] biased = new double[COLUMNS];
    for (int column = 0; column < COLUMNS; column++) {
      expected[column] = MOMENTUM + (1 - MOMENTUM) * squares(x, column) / (ROWS - 1);
      biased[column] = MOMENTUM + (1 - MOMENTUM) * squares(x, column) / ROWS;
    }
    float[] actual = step(manager, x).variance;
    try {
      ConformanceFailure.unlessClose("the running variance", expected, actual, CLOSE);
    } catch (ConformanceFailure e) {
      ConformanceFailure.unlessClose("the running variance", biased, actual, CLOSE);
      throw new ConformanceFailure(
          "keeps the biased variance, smaller by one part in the batch's values");
    }
  }

  /** The result of one batch in training. */
  private static final class Step {
    private final float[] output;
    private final float[] mean;
    private final float[] variance;

    Step(float[] output, BatchNorm norm) {
      this.output = output;
      mean = norm.getDirectParameters().get("runningMean").getArray().toFloatArray();
      variance = norm.getDirectParameters().get("runningVar").getArray().toFloatArray();
    }
  }

  private static Step step(NDManager manager, float[] x) {
    BatchNorm norm = BatchNorm.builder().optEpsilon((float) EPSILON).build();
    NDArray input = ArrayValues.of(manager, x, new Shape(ROWS, COLUMNS));
    norm.initialize(manager, DataType.FLOAT32, input.getShape());
    ParameterStore store = new ParameterStore(manager, false);
    float[] output;
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray result = norm.forward(store, new NDList(input), true).singletonOrThrow();
      collector.backward(result.square().sum());
      output = result.toFloatArray();
    }
    return new Step(output, norm);
  }

  private static double mean(float[] x, int column) {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += x[row * COLUMNS + column];
    }
    return sum / ROWS;
  }

  /** The sum of the squared distances from the mean. */
  private static double squares(float[] x, int column) {
    double mean = mean(x, column);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += Math.pow(x[row * COLUMNS + column] - mean, 2);
    }
    return sum;
  }
}
