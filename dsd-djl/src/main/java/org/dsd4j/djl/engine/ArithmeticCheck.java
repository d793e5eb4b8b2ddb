package org.dsd4j.djl.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dsd4j.djl.nn.AlignedConv2d;

/**
 * Finds out whether an engine convolves correctly.
 *
 * <p>LibTorch's oneDNN reads memory that nobody wrote for some shapes on some CPUs. Such a fault
 * shows only when that memory holds something other than zero, so the check fills blocks of many
 * sizes with NaN, frees them, and convolves again: output and gradients must keep their bits, be
 * finite, and agree with the same convolution in FLOAT64.
 */
public final class ArithmeticCheck {
  /**
   * Largest difference to FLOAT64 that rounding explains, relative to the largest value. A sum of
   * thousands of products in single precision is good to about 1e-5; a fault is off by far more.
   */
  private static final double TOLERANCE = 1e-4;

  private static final int[] POISON_SIZES = {
    64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304
  };

  private final NDManager manager;

  /**
   * Creates a check.
   *
   * @param manager whose engine and device are checked
   */
  public ArithmeticCheck(NDManager manager) {
    this.manager = manager;
  }

  /**
   * A convolution that is wrong.
   *
   * @param shape the convolution
   * @param problem what is wrong with it
   */
  public record Fault(ConvolutionShape shape, String problem) {}

  /**
   * Checks convolutions as {@link AlignedConv2d} makes them.
   *
   * @param shapes the convolutions
   * @return the faults, empty when all are right
   */
  public List<Fault> check(List<ConvolutionShape> shapes) {
    List<Fault> faults = new ArrayList<>();
    for (ConvolutionShape shape : shapes) {
      String problem = problem(shape);
      if (!problem.isEmpty()) {
        faults.add(new Fault(shape, problem));
      }
    }
    return faults;
  }

  private String problem(ConvolutionShape shape) {
    try (NDManager scope = manager.newSubManager()) {
      AlignedConv2d.Settings s = shape.settings();
      Random random = new Random(shape.hashCode());
      Shape input = new Shape(shape.batch(), s.in(), shape.height(), shape.width());
      float[] x = gaussian(random, input);
      float[] w = gaussian(random, new Shape(s.out(), s.in(), s.kernel(), s.kernel()));
      List<double[]> exact = reference(scope, shape, x, w);
      List<double[]> first = aligned(scope, shape, x, w);
      poison(scope);
      List<double[]> again = aligned(scope, shape, x, w);
      String[] names = {"output", "gradient of the input", "gradient of the weight"};
      for (int i = 0; i < names.length; i++) {
        if (!Arrays.equals(first.get(i), again.get(i))) {
          return names[i] + " changes with what free memory holds";
        }
        double off = distance(exact.get(i), first.get(i));
        if (!(off <= TOLERANCE)) {
          return names[i] + " is off by " + off + " of its largest value";
        }
      }
      return "";
    }
  }

  /** Output and gradients by the engine's FLOAT32 kernels, through the block that rows use. */
  private List<double[]> aligned(NDManager scope, ConvolutionShape shape, float[] x, float[] w) {
    try (NDManager inner = scope.newSubManager()) {
      AlignedConv2d.Settings s = shape.settings();
      AlignedConv2d block = new AlignedConv2d(s);
      NDArray input =
          inner.create(x, new Shape(shape.batch(), s.in(), shape.height(), shape.width()));
      block.initialize(inner, DataType.FLOAT32, input.getShape());
      NDArray weight = block.getDirectParameters().get("weight").getArray();
      inner.create(w, weight.getShape()).copyTo(weight);
      return outputAndGradients(inner, input, weight, () -> forward(block, inner, input));
    }
  }

  /** The same by the engine's FLOAT64 kernels, which are other code and not affected. */
  private List<double[]> reference(NDManager scope, ConvolutionShape shape, float[] x, float[] w) {
    try (NDManager inner = scope.newSubManager()) {
      AlignedConv2d.Settings s = shape.settings();
      Shape inputShape = new Shape(shape.batch(), s.in(), shape.height(), shape.width());
      Shape weightShape = new Shape(s.out(), s.in(), s.kernel(), s.kernel());
      NDArray input = inner.create(x, inputShape).toType(DataType.FLOAT64, true);
      NDArray weight = inner.create(w, weightShape).toType(DataType.FLOAT64, true);
      weight.setRequiresGradient(true);
      Shape stride = new Shape(s.stride(), s.stride());
      Shape padding = new Shape(s.padding(), s.padding());
      return outputAndGradients(
          inner,
          input,
          weight,
          () -> Conv2d.conv2d(input, weight, null, stride, padding).singletonOrThrow());
    }
  }

  private static NDArray forward(Block block, NDManager inner, NDArray input) {
    ParameterStore store = new ParameterStore(inner, false);
    return block.forward(store, new NDList(input), true).singletonOrThrow();
  }

  private static List<double[]> outputAndGradients(
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

  private static void poison(NDManager scope) {
    try (NDManager blocks = scope.newSubManager()) {
      for (int size : POISON_SIZES) {
        for (int copy = 0; copy < 4; copy++) {
          blocks.full(new Shape(size), Float.NaN, DataType.FLOAT32);
        }
      }
    }
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
