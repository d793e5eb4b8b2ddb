package org.dsd4j.djl.kit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StartEngine.class)
final class ArithmeticCheckTest {
  private static final ConvolutionShape SMALL = shape(16, 32, 3, 1, 8);
  private static NDManager manager;

  @BeforeAll
  static void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterAll
  static void close() {
    manager.close();
  }

  /** in, out, kernel, stride, height and width of the input. */
  @ParameterizedTest
  @CsvSource({
    "3, 16, 3, 1, 32",
    "3, 64, 3, 1, 32",
    "3, 64, 7, 2, 64",
    "16, 16, 3, 1, 32",
    "16, 32, 3, 2, 32",
    "16, 32, 1, 2, 32",
    "32, 32, 3, 1, 16",
    "32, 64, 3, 2, 16",
    "32, 64, 1, 2, 16",
    "64, 64, 3, 1, 8",
    "64, 128, 3, 2, 8",
    "64, 128, 1, 2, 8",
    "128, 128, 3, 1, 4",
    "128, 256, 3, 2, 4",
    "128, 256, 1, 2, 4",
    "256, 256, 3, 1, 2",
    "256, 512, 3, 2, 4",
    "512, 512, 3, 1, 2",
    "512, 512, 1, 1, 2",
    "1, 6, 5, 1, 28",
    "6, 16, 5, 1, 14",
    "24, 64, 3, 1, 8",
    "48, 64, 3, 2, 8",
    "112, 224, 3, 2, 4",
  })
  void paddedConvolutionsAreRight(int in, int out, int kernel, int stride, int size) {
    var faults = new ArithmeticCheck(manager).check(List.of(shape(in, out, kernel, stride, size)));
    assertEquals(List.of(), faults);
  }

  @Test
  void whatTheEngineGetsWrongByItselfIsRightWithPadding() {
    List<ConvolutionShape> shapes =
        List.of(
            shape(1, 6, 5, 1, 16),
            shape(10, 10, 3, 1, 8),
            shape(12, 24, 3, 1, 8),
            shape(20, 50, 5, 1, 8),
            shape(24, 64, 3, 1, 8),
            shape(48, 64, 3, 2, 8));
    List<ArithmeticCheck.Fault> faults = new ArithmeticCheck(manager, raw()).check(shapes);
    assumeFalse(faults.isEmpty(), "on this CPU the engine is right without padding too");
    assertEquals(List.of(), new ArithmeticCheck(manager).check(shapes));
  }

  @Test
  void aConvolutionThatIsSlightlyOffIsNamed() {
    for (int i = 0; i < 3; i++) {
      int wrong = i;
      String problem = onlyProblem(changed(wrong, 1e-3));
      String[] names = {"output", "gradient of the input", "gradient of the weight"};
      assertTrue(problem.startsWith(names[i] + " is off by"), problem);
      assertEquals(List.of(), new ArithmeticCheck(manager, changed(wrong, 1e-6)).check(one()));
    }
  }

  @Test
  void aConvolutionThatGivesNanIsNamed() {
    assertEquals("gradient of the weight is NaN", onlyProblem(changed(2, Double.NaN)));
  }

  @Test
  void aConvolutionThatReadsUnwrittenMemoryIsFoundOut() {
    // What oneDNN does: a little more is read than was ever written.
    ArithmeticCheck.Convolution careless =
        (scope, shape, x, w) -> {
          List<double[]> results = raw().run(scope, shape, x, w);
          try (NDManager inner = scope.newSubManager()) {
            for (int size : new int[] {1000, 2000, 4000, 8000, 16_000, 32_000}) {
              NDArray unwritten = inner.create(new Shape(size), DataType.FLOAT32);
              for (float value : unwritten.toFloatArray()) {
                results.get(0)[0] += Float.isNaN(value) ? Double.NaN : 0;
              }
            }
          }
          return results;
        };
    String problem = onlyProblem(careless);
    assertTrue(
        problem.equals("output changes with what free memory holds")
            || problem.equals("output is NaN"),
        problem);
  }

  @Test
  void aDeviceThatAddsInAnyOrderIsHeldToFloat64Alone() {
    var inAnyOrder = new ArithmeticCheck(manager, secondTime(1e-6), false);
    assertEquals(List.of(), inAnyOrder.check(one()));
    String problem =
        new ArithmeticCheck(manager, secondTime(1e-3), false).check(one()).get(0).problem();
    assertTrue(problem.startsWith("output is off by"), problem);
    problem = new ArithmeticCheck(manager, secondTime(1e-6), true).check(one()).get(0).problem();
    assertEquals("output changes with what free memory holds", problem);
  }

  @Test
  void aFaultSaysWhichConvolution() {
    var fault = new ArithmeticCheck(manager, changed(0, 1)).check(one()).get(0);
    assertEquals("16 to 32 channels, 3x3, stride 1, 8x8, batch 4", fault.shape().toString());
  }

  /** The engine's own convolution. */
  private static ArithmeticCheck.Convolution raw() {
    return (scope, shape, x, w) -> unpadded(scope, shape, x, w);
  }

  /** A right convolution of which one value is moved by a share of the largest. */
  private static ArithmeticCheck.Convolution changed(int result, double share) {
    return (scope, shape, x, w) -> {
      List<double[]> results = new ArrayList<>(unpadded(scope, shape, x, w));
      double largest = 0;
      for (double value : results.get(result)) {
        largest = Math.max(largest, Math.abs(value));
      }
      results.get(result)[7] += share * largest;
      return results;
    };
  }

  /** A convolution that is right at first, and another time off by a share of the largest value. */
  private static ArithmeticCheck.Convolution secondTime(double share) {
    int[] times = {0};
    return (scope, shape, x, w) ->
        (times[0]++ == 0 ? raw() : changed(0, share)).run(scope, shape, x, w);
  }

  private static String onlyProblem(ArithmeticCheck.Convolution convolution) {
    var faults = new ArithmeticCheck(manager, convolution).check(one());
    assertEquals(1, faults.size());
    return faults.get(0).problem();
  }

  private static List<ConvolutionShape> one() {
    return List.of(SMALL);
  }

  private static ConvolutionShape shape(int in, int out, int kernel, int stride, int size) {
    return new ConvolutionShape(
        4, size, size, new AlignedConv2d.Settings(in, out, kernel, stride, kernel / 2, false));
  }

  /** The engine's own convolution, without the padding of the block. */
  private static List<double[]> unpadded(
      NDManager scope, ConvolutionShape shape, float[] x, float[] w) {
    try (NDManager inner = scope.newSubManager()) {
      AlignedConv2d.Settings s = shape.settings();
      NDArray input = inner.create(x, ArithmeticCheck.inputShape(shape));
      NDArray weight = inner.create(w, ArithmeticCheck.weightShape(shape));
      weight.setRequiresGradient(true);
      Shape stride = new Shape(s.stride(), s.stride());
      Shape padding = new Shape(s.padding(), s.padding());
      return ArithmeticCheck.outputAndGradients(
          inner,
          input,
          weight,
          () -> Conv2d.conv2d(input, weight, null, stride, padding).singletonOrThrow());
    }
  }
}
