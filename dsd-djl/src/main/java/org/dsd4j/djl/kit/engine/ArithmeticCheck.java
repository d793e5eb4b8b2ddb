package org.dsd4j.djl.kit.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dsd4j.djl.check.HeapPoison;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.InPlace;

/**
 * Checks whether an engine computes convolutions correctly.
 *
 * <p>LibTorch's oneDNN reads memory before it is written, for some shapes on some CPUs. Such a
 * fault shows only if that memory holds something other than zero, so the check fills free memory
 * with NaN and convolves again: output and gradients must keep their bits, be finite, and agree
 * with the same convolution in FLOAT64. On a GPU the bits may differ, and both must agree with
 * FLOAT64.
 */
public final class ArithmeticCheck {
  /**
   * Largest difference to FLOAT64 that rounding explains, relative to the largest value. A sum of
   * thousands of products in single precision is good to about 1e-5; a fault is off by far more.
   */
  private static final double TOLERANCE = 1e-4;

  private static final List<String> NAMES =
      List.of("output", "gradient of the input", "gradient of the weight");

  private final NDManager manager;
  private final Convolution convolution;
  private final boolean repeats;

  /** A convolution under test, by the shapes and values that it is given. */
  @FunctionalInterface
  interface Convolution {
    /**
     * Convolves and differentiates, as {@link #outputAndGradients} does.
     *
     * @return output, gradient of the input, gradient of the weight
     */
    List<double[]> run(NDManager scope, ConvolutionShape shape, float[] input, float[] weight);
  }

  /**
   * Creates a check of convolutions as {@link AlignedConv2d} makes them.
   *
   * @param manager of the engine and device to check
   */
  public ArithmeticCheck(NDManager manager) {
    this(manager, ArithmeticCheck::aligned);
  }

  ArithmeticCheck(NDManager manager, Convolution convolution) {
    this(manager, convolution, !manager.getDevice().isGpu());
  }

  /**
   * The same for a device whose results do or do not repeat to the bit; a GPU may add in any order.
   */
  ArithmeticCheck(NDManager manager, Convolution convolution, boolean repeats) {
    this.manager = manager;
    this.convolution = convolution;
    this.repeats = repeats;
  }

  /**
   * A convolution that is wrong.
   *
   * @param shape the convolution
   * @param problem what is wrong with it
   */
  public record Fault(ConvolutionShape shape, String problem) {}

  /**
   * Checks convolutions.
   *
   * @param shapes the convolutions
   * @return the faults, empty when all are right
   */
  public List<Fault> check(List<ConvolutionShape> shapes) {
    List<Fault> faults = new ArrayList<>();
    for (ConvolutionShape shape : shapes) {
      problem(shape).ifPresent(problem -> faults.add(new Fault(shape, problem)));
    }
    return faults;
  }

  private Optional<String> problem(ConvolutionShape shape) {
    try (NDManager scope = manager.newSubManager()) {
      Random random = new Random(1);
      float[] x = gaussian(random, inputShape(shape));
      float[] w = gaussian(random, weightShape(shape));
      List<double[]> exact = exact(scope, shape, x, w);
      List<double[]> first = convolution.run(scope, shape, x, w);
      long largest = exact.stream().mapToLong(values -> values.length).max().orElseThrow();
      HeapPoison.spread(scope, largest);
      List<double[]> again = convolution.run(scope, shape, x, w);
      return compare(exact, first, again);
    }
  }

  private Optional<String> compare(
      List<double[]> exact, List<double[]> first, List<double[]> again) {
    for (int i = 0; i < NAMES.size(); i++) {
      if (repeats && !Arrays.equals(first.get(i), again.get(i))) {
        return Optional.of(NAMES.get(i) + " changes with what free memory holds");
      }
      double off =
          Math.max(
              distance(exact.get(i), first.get(i)),
              repeats ? 0 : distance(exact.get(i), again.get(i)));
      if (!(off <= TOLERANCE)) {
        return Optional.of(
            NAMES.get(i)
                + (Double.isNaN(off) ? " is NaN" : " is off by " + off + " of its largest value"));
      }
    }
    return Optional.empty();
  }

  /** The engine's FLOAT32 kernels through the block that rows use. */
  private static List<double[]> aligned(
      NDManager scope, ConvolutionShape shape, float[] x, float[] w) {
    try (NDManager inner = scope.newSubManager()) {
      AlignedConv2d block = new AlignedConv2d(shape.settings());
      NDArray input = ArrayValues.of(inner, x, inputShape(shape));
      block.initialize(inner, DataType.FLOAT32, input.getShape());
      NDArray weight = block.getDirectParameters().get("weight").getArray();
      NDArray given = ArrayValues.of(inner, w, weight.getShape());
      InPlace.write(weight, same -> same.set(new NDIndex(":"), given));
      ParameterStore store = new ParameterStore(inner, false);
      return outputAndGradients(
          inner,
          input,
          weight,
          () -> block.forward(store, new NDList(input), true).singletonOrThrow());
    }
  }

  /**
   * FLOAT64, as a sum of matrix products over the places of the kernel. The engine's own FLOAT64
   * convolution would do, but LibTorch then writes a warning about NNPACK for each.
   */
  private static List<double[]> exact(
      NDManager scope, ConvolutionShape shape, float[] x, float[] w) {
    try (NDManager inner = scope.newSubManager()) {
      NDArray input = ArrayValues.of(inner, x, inputShape(shape)).toType(DataType.FLOAT64, true);
      NDArray weight = ArrayValues.of(inner, w, weightShape(shape)).toType(DataType.FLOAT64, true);
      weight.setRequiresGradient(true);
      return outputAndGradients(
          inner, input, weight, () -> sumOfProducts(shape.settings(), input, weight));
    }
  }

  private static NDArray sumOfProducts(AlignedConv2d.Settings s, NDArray input, NDArray weight) {
    NDArray padded = padded(padded(input, 2, s.padding()), 3, s.padding());
    long height = (padded.getShape().get(2) - s.kernel()) / s.stride() + 1;
    long width = (padded.getShape().get(3) - s.kernel()) / s.stride() + 1;
    long batch = input.getShape().get(0);
    NDArray sum = null;
    for (int place = 0; place < s.kernel() * s.kernel(); place++) {
      int row = place / s.kernel();
      int column = place % s.kernel();
      NDIndex window =
          new NDIndex()
              .addAllDim(2)
              .addSliceDim(row, row + (height - 1) * s.stride() + 1, s.stride())
              .addSliceDim(column, column + (width - 1) * s.stride() + 1, s.stride());
      NDArray seen = padded.get(window).reshape(batch, s.in(), height * width);
      NDArray factors = weight.get(new NDIndex().addAllDim(2).addIndices(row, column));
      NDArray product = factors.matMul(seen);
      sum = sum == null ? product : sum.add(product);
    }
    return sum.reshape(batch, s.out(), height, width);
  }

  private static NDArray padded(NDArray array, int axis, int count) {
    if (count == 0) {
      return array;
    }
    long[] shape = array.getShape().getShape().clone();
    shape[axis] = count;
    NDArray zeros = array.getManager().zeros(new Shape(shape), array.getDataType());
    return zeros.concat(array, axis).concat(zeros, axis);
  }

  /** The convolution, and its gradients for the mean square of its output. */
  static List<double[]> outputAndGradients(
      NDManager inner,
      NDArray input,
      NDArray weight,
      java.util.function.Supplier<NDArray> convolution) {
    input.setRequiresGradient(true);
    try (GradientCollector collector = inner.getEngine().newGradientCollector()) {
      NDArray output = convolution.get();
      // Weighted by itself, so that the gradient is not the same everywhere.
      collector.backward(output.square().mean());
      return List.of(doubles(output), doubles(input.getGradient()), doubles(weight.getGradient()));
    }
  }

  static Shape inputShape(ConvolutionShape shape) {
    return new Shape(shape.batch(), shape.settings().in(), shape.height(), shape.width());
  }

  static Shape weightShape(ConvolutionShape shape) {
    AlignedConv2d.Settings s = shape.settings();
    return new Shape(s.out(), s.in(), s.kernel(), s.kernel());
  }

  private static double[] doubles(NDArray array) {
    if (array.getDataType() == DataType.FLOAT64) {
      return array.toDoubleArray();
    }
    float[] floats = array.toFloatArray();
    double[] doubles = new double[floats.length];
    for (int i = 0; i < floats.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private static double distance(double[] exact, double[] actual) {
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < exact.length; i++) {
      largest = Math.max(largest, Math.abs(exact[i]));
      double difference = Math.abs(exact[i] - actual[i]);
      if (Double.isNaN(difference)) {
        return Double.NaN;
      }
      worst = Math.max(worst, difference);
    }
    return largest == 0 ? worst : worst / largest;
  }

  private static float[] gaussian(Random random, Shape shape) {
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
