package org.dsd4j.djl.kit.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StartEngine.class)
final class AlignedConv2dTest {
  private static final int BATCH = 2;

  @ParameterizedTest(name = "{0} to {1}, kernel {2}, stride {3}, padding {4}, bias {5}, {6}x{7}")
  @CsvSource({
    "1,  6,  5, 1, 2, true,  9, 9",
    "3,  12, 3, 2, 1, false, 9, 8",
    "3,  16, 7, 2, 3, true,  14, 14",
    "12, 24, 3, 1, 1, true,  7, 7",
    "10, 10, 1, 1, 0, false, 6, 5",
    "10, 10, 3, 2, 0, true,  9, 7",
    "20, 50, 5, 1, 0, true,  8, 8",
    "24, 64, 3, 1, 1, false, 6, 6",
    "16, 32, 1, 2, 0, false, 7, 7",
    "32, 32, 3, 1, 1, false, 5, 5",
    // Multiples of 16 that are still wrong in the engine when strided.
    "48, 64, 3, 2, 1, false, 8, 8",
    "40, 32, 5, 3, 2, true,  9, 9",
    // The engine's own gradient of this one ends the process.
    "512, 1024, 1, 2, 0, false, 3, 4",
    "20, 18, 1, 3, 0, true,  8, 7",
  })
  void equalsPlainJavaInDoublePrecision(
      int in, int out, int kernel, int stride, int padding, boolean bias, int height, int width) {
    var settings = new AlignedConv2d.Settings(in, out, kernel, stride, padding, bias);
    AlignedConv2d block = new AlignedConv2d(settings);
    Shape input = new Shape(BATCH, in, height, width);
    try (Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 5, input);
        NDManager manager = network.manager().newSubManager()) {
      float[] x = gaussian(input);
      float[] b = new float[out];
      if (bias) {
        b = gaussian(new Shape(out));
        NDArray array = network.parameters().find("bias").orElseThrow().array();
        manager.create(b).copyTo(array);
      }
      float[] w = Fixtures.values(network, "weight");
      var expected = new PlainConvolution(settings, BATCH, height, width);

      NDArray array = manager.create(x, input);
      array.setRequiresGradient(true);
      NDArray output;
      float[] up;
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        output = network.forward(new NDList(array), true).singletonOrThrow();
        up = gaussian(output.getShape());
        collector.backward(output.mul(manager.create(up, output.getShape())).sum());
      }
      assertArrayEquals(
          block.getOutputShapes(new Shape[] {input})[0].getShape(), output.getShape().getShape());
      assertClose("output", expected.output(x, w, b), output);
      assertClose("gradient of the input", expected.inputGradient(up, w), array.getGradient());
      NDArray weight = network.parameters().find("weight").orElseThrow().array();
      assertEquals(new Shape(out, in, kernel, kernel), weight.getShape());
      assertClose("gradient of the weight", expected.weightGradient(up, x), weight.getGradient());
      if (bias) {
        NDArray array2 = network.parameters().find("bias").orElseThrow().array();
        assertClose("gradient of the bias", expected.biasGradient(up), array2.getGradient());
      }
    }
  }

  @Test
  void paddingLeavesNothingBehindInTheNetwork() {
    AlignedConv2d block = new AlignedConv2d(new AlignedConv2d.Settings(1, 6, 3, 1, 1, true));
    Shape input = new Shape(1, 1, 8, 8);
    try (Network network = Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, input)) {
      int before = network.manager().getManagedArrays().size();
      for (int i = 0; i < 10; i++) {
        try (NDManager manager = network.manager().newSubManager()) {
          network.forward(new NDList(manager.ones(input)), true);
        }
      }
      assertEquals(before, network.manager().getManagedArrays().size());
    }
  }

  @Test
  void inputsThatDoNotFitAreNamedAtInitialisation() {
    var settings = new AlignedConv2d.Settings(4, 8, 5, 1, 0, false);
    assertTrue(refusal(settings, new Shape(1, 3, 8, 8)).contains("of 4 channels"));
    assertTrue(refusal(settings, new Shape(1, 4, 4, 8)).contains("kernel of 5"));
    assertThrows(
        IllegalStateException.class, () -> new AlignedConv2d(settings).inputShape().dimension());
    assertThrows(
        IllegalArgumentException.class,
        () -> new AlignedConv2d.Settings(4, 8, 3, 0, 1, false).bias());
  }

  private static String refusal(AlignedConv2d.Settings settings, Shape input) {
    return assertThrows(
            IllegalArgumentException.class,
            () ->
                Network.initialize(
                        new AlignedConv2d(settings), StartEngine.NAME, Device.cpu(), 1, input)
                    .close())
        .getMessage();
  }

  private static void assertClose(String what, double[] expected, NDArray actual) {
    float[] values = actual.toFloatArray();
    assertEquals(expected.length, values.length, what);
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < values.length; i++) {
      assertEquals(expected[i], values[i], 1e-5 * largest, what + " at " + i);
    }
  }

  private static float[] gaussian(Shape shape) {
    Random random = new Random(shape.size());
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
