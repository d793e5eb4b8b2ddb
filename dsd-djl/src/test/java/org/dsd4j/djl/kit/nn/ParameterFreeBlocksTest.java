package org.dsd4j.djl.kit.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.Random;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterFreeBlocksTest {
  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 2);
  }

  private static float[] gaussian(int count) {
    Random random = new Random(7);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (10 * random.nextGaussian());
    }
    return values;
  }

  private static Network network(Block block, Shape input) {
    return Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, input);
  }

  /** The definition, value by value, with constants that make every term count. */
  @Test
  void localResponseNormIsItsDefinition() {
    int channels = 7;
    int places = 6;
    Shape shape = new Shape(2, channels, 2, 3);
    float[] x = gaussian((int) shape.size());
    double[] expected = new double[x.length];
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < places; p++) {
          double sum = 0;
          for (int d = Math.max(0, c - 2); d <= Math.min(channels - 1, c + 2); d++) {
            double value = x[(n * channels + d) * places + p];
            sum += value * value;
          }
          int at = (n * channels + c) * places + p;
          expected[at] = x[at] / Math.pow(2 + 0.3 / 5 * sum, 0.75);
        }
      }
    }
    try (Network network = network(new LocalResponseNorm(5, 0.3, 0.75, 2), shape);
        NDManager manager = network.manager().newSubManager()) {
      NDArray y = network.forward(new NDList(manager.create(x, shape)), false).singletonOrThrow();
      float[] actual = y.toFloatArray();
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i], actual[i], 1e-5 * Math.abs(expected[i]) + 1e-7);
      }
    }
  }

  /** DJL frees numbers of mul(Number) that the gradient still reads: it was NaN now and then. */
  @Test
  void theGradientOfLocalResponseNormDoesNotReadFreedMemory() {
    Shape shape = new Shape(4, 16, 9, 9);
    float[] x = gaussian((int) shape.size());
    try (Network network = network(new LocalResponseNorm(5, 1e-2, 0.75, 1), shape)) {
      float[] first = gradient(network, x, shape);
      for (int i = 0; i < 20; i++) {
        System.gc();
        try (NDManager poison = network.manager().newSubManager()) {
          for (int count = 1; count < 1 << 16; count *= 2) {
            poison.full(new Shape(count), Float.NaN);
          }
        }
        assertArrayEquals(first, gradient(network, x, shape));
      }
    }
  }

  private static float[] gradient(Network network, float[] x, Shape shape) {
    try (NDManager manager = network.manager().newSubManager()) {
      NDArray input = manager.create(x, shape);
      input.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray y = network.forward(new NDList(input), true).singletonOrThrow();
        collector.backward(y.square().mean());
      }
      return input.getGradient().toFloatArray();
    }
  }

  @ParameterizedTest
  @CsvSource({"3,2,0", "3,2,1", "2,2,0", "3,1,1", "5,3,0"})
  void computedSizesOfPoolingAreTheRealOnes(int kernel, int stride, int padding) {
    for (Pool2d.Rounding rounding : Pool2d.Rounding.values()) {
      for (int size = kernel; size < 3 * kernel; size++) {
        Shape input = new Shape(2, 3, size, size + 1);
        Pool2d block = Pool2d.max(kernel, stride, padding, rounding);
        try (Network network = network(block, input);
            NDManager manager = network.manager().newSubManager()) {
          NDArray y = network.forward(new NDList(manager.ones(input)), false).singletonOrThrow();
          assertEquals(y.getShape(), block.getOutputShapes(new Shape[] {input})[0]);
        }
      }
    }
  }

  @Test
  void meanPoolingCountsWhatIsThere() {
    Shape input = new Shape(1, 1, 5, 5);
    try (Network network = network(Pool2d.average(3, 3, Pool2d.Rounding.UP), input);
        NDManager manager = network.manager().newSubManager()) {
      NDArray y = network.forward(new NDList(manager.ones(input)), false).singletonOrThrow();
      assertArrayEquals(new float[] {1, 1, 1, 1}, y.toFloatArray());
    }
  }

  @Test
  void windowsLargerThanTheImageAreRefused() {
    Pool2d pool = Pool2d.max(5, 1, 0, Pool2d.Rounding.DOWN);
    assertThrows(
        IllegalArgumentException.class,
        () -> pool.getOutputShapes(new Shape[] {new Shape(1, 1, 3, 3)}));
    assertThrows(IllegalArgumentException.class, () -> Pool2d.max(3, 1, 2, Pool2d.Rounding.DOWN));
    assertThrows(IllegalArgumentException.class, () -> new LocalResponseNorm(4, 1, 1, 1));
  }
}
