package org.dsd4j.djl.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.ParameterStore;
import java.util.Optional;
import java.util.Random;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.kit.nn.PlainConvolution;
import org.dsd4j.djl.kit.quirk.Quirks;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DJL's own layers, which LibTorch computes wrongly on some processors: what the check says has to
 * be what plain Java finds, whichever processor this is.
 */
@ExtendWith(StartEngine.class)
final class LayersOfDjlTest {
  private static final double CLOSE = 1e-3;

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 16, 20, 32, 48, 64, 100, 128, 200})
  void theCheckFindsOfAnLstmWhatPlainJavaFinds(int state) {
    assertAgrees(LSTM.builder().setNumLayers(1).setStateSize(state).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 20, 48, 64, 100})
  void theCheckFindsOfAGruWhatPlainJavaFinds(int state) {
    assertAgrees(GRU.builder().setNumLayers(1).setStateSize(state).build());
  }

  private static void assertAgrees(RecurrentBlock block) {
    Shape shape = new Shape(3, 7, 10);
    float[] x = gaussian(shape);
    try (Network network = network(block, shape)) {
      double[] expected = new PlainRecurrence(block).states(x, 3, 7);
      boolean right = isClose(expected, evaluated(network, x, shape));
      assertSame(right, block, checked(network, x, shape));
    }
  }

  /** Channels in and out, kernel, stride, examples. */
  @ParameterizedTest
  @CsvSource({
    "1, 6, 5, 1, 4",
    "3, 8, 3, 1, 4",
    "10, 10, 3, 1, 4",
    "12, 24, 3, 1, 1",
    "12, 24, 3, 2, 4",
    "16, 16, 3, 1, 4",
    "20, 20, 3, 1, 4",
    "20, 50, 5, 1, 2",
    "24, 24, 3, 1, 4",
    "48, 64, 3, 2, 2",
  })
  void theCheckFindsOfAConvolutionWhatPlainJavaFinds(
      int in, int out, int kernel, int stride, int batch) {
    Block block = convolution(out, kernel, stride);
    Shape shape = new Shape(batch, in, 9, 8);
    float[] x = gaussian(shape);
    AlignedConv2d.Settings settings =
        new AlignedConv2d.Settings(in, out, kernel, stride, kernel / 2, true);
    try (Network network = network(block, shape)) {
      double[] expected =
          new PlainConvolution(settings, batch, 9, 8)
              .output(x, values(network, "weight"), values(network, "bias"));
      boolean right = isClose(expected, evaluated(network, x, shape));
      assertSame(right, block, checked(network, x, shape));
    }
  }

  /** Where the output is right, a gradient may still be wrong, which plain Java is not asked. */
  private static void assertSame(boolean right, Block block, CheckResult result) {
    if (right && result instanceof CheckResult.Right) {
      return;
    }
    CheckResult.Wrong wrong = assertInstanceOf(CheckResult.Wrong.class, result, result.inWords());
    assertEquals(Optional.of(new NetworkLayer("", block)), wrong.layer());
    assertEquals(right, wrong.what().startsWith("gradient "), wrong.inWords());
  }

  /** Layers that are correct on every engine, as far as is known. */
  @Test
  void theirNeighboursAreRight() {
    assertRight(Linear.builder().setUnits(7).build(), new Shape(1, 5));
    assertRight(Linear.builder().setUnits(1).build(), new Shape(9, 3));
    for (int state : new int[] {8, 20, 100}) {
      RNN.Builder rnn = RNN.builder().setNumLayers(1).setStateSize(state);
      assertRight(rnn.setActivation(RNN.Activation.TANH).build(), new Shape(3, 7, 10));
      assertRight(rnn.setActivation(RNN.Activation.RELU).build(), new Shape(1, 5, 4));
    }
  }

  private static void assertRight(Block block, Shape shape) {
    try (Network network = network(block, shape)) {
      CheckResult result = checked(network, gaussian(shape), shape);
      assertInstanceOf(CheckResult.Right.class, result, result.inWords());
    }
  }

  /** Convolutions of other kinds, of which nothing is known: the check can look at them. */
  @Test
  void theirRelativesCanBeCompared() {
    Block line = Conv1d.builder().setFilters(20).setKernelShape(new Shape(3)).build();
    Block space = Conv3d.builder().setFilters(20).setKernelShape(new Shape(3, 3, 3)).build();
    Block grouped =
        Conv2d.builder().setFilters(20).setKernelShape(new Shape(3, 3)).optGroups(4).build();
    assertCompared(line, new Shape(2, 20, 15));
    assertCompared(space, new Shape(2, 20, 5, 5, 5));
    assertCompared(grouped, new Shape(2, 20, 8, 8));
  }

  private static void assertCompared(Block block, Shape shape) {
    try (Network network = network(block, shape)) {
      CheckResult result = checked(network, gaussian(shape), shape);
      if (result instanceof CheckResult.Wrong wrong) {
        assertEquals(Optional.of(block), wrong.layer().map(NetworkLayer::block));
        assertTrue(wrong.remedy().contains("channels in multiples of 16"), wrong.inWords());
      } else {
        assertInstanceOf(CheckResult.Right.class, result, result.inWords());
      }
    }
  }

  /** MXNet's gradients of the first layer of a network hold what memory held before. */
  @Test
  void aRecurrentBlockOfTwoLayersIsNamedInsideANetwork() {
    boolean torch = StartEngine.NAME.equals("PyTorch");
    Block lstm =
        LSTM.builder()
            .setNumLayers(2)
            .setStateSize(8)
            // With biases, DJL orders the parameters of two directions as PyTorch does not.
            .optBidirectional(torch)
            .optHasBiases(!torch)
            .build();
    Block block =
        new SequentialBlock()
            .add(new SequentialBlock().add(lstm))
            .add(Linear.builder().setUnits(3).build());
    Shape shape = new Shape(3, 7, 10);
    int times = Quirks.of(StartEngine.NAME).lacks().containsKey("djl-stacked") ? 20 : 1;
    try (Network network = network(block, shape)) {
      CheckResult result = checked(network, gaussian(shape), shape);
      // Memory may hold what does no harm.
      for (int time = 1; time < times && result instanceof CheckResult.Right; time++) {
        result = checked(network, gaussian(shape), shape);
      }
      if (times == 1 && result instanceof CheckResult.Right) {
        return;
      }
      CheckResult.Wrong wrong = assertInstanceOf(CheckResult.Wrong.class, result, result.inWords());
      assertEquals(Optional.of("SequentialBlock.LSTM"), wrong.layer().map(NetworkLayer::path));
      assertTrue(
          wrong
              .inWords()
              .startsWith(
                  "the engine computes layer SequentialBlock.LSTM (LSTM, state size 8) wrongly: "),
          wrong.inWords());
      assertTrue(wrong.remedy().endsWith("another state size, such as 64 or 128"));
    }
  }

  @Test
  void theWayOutIsOneThatHelpsWithThisEngine() {
    assumeTrue(StartEngine.NAME.equals("PyTorch"), "what is said of another engine");
    try (Network network =
        network(new FaultyBlock(3, FaultyBlock.IN_EVALUATION), new Shape(4, 5))) {
      CheckResult.Wrong wrong =
          assertInstanceOf(
              CheckResult.Wrong.class,
              checked(network, gaussian(new Shape(4, 5)), new Shape(4, 5)));
      assertTrue(wrong.remedy().contains("ONEDNN_MAX_CPU_ISA=SSE41"), wrong.inWords());
    }
  }

  private static Block convolution(int out, int kernel, int stride) {
    return Conv2d.builder()
        .setFilters(out)
        .setKernelShape(new Shape(kernel, kernel))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .optStride(new Shape(stride, stride))
        .build();
  }

  private static Network network(Block block, Shape shape) {
    return Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, shape);
  }

  private static float[] values(Network network, String path) {
    return network.parameters().find(path).orElseThrow().array().toFloatArray();
  }

  private static CheckResult checked(Network network, float[] x, Shape shape) {
    try (NDManager scope = network.manager().newSubManager()) {
      return NetworkCheck.of(network.block()).check(new NDList(ArrayValues.of(scope, x, shape)));
    }
  }

  private static float[] evaluated(Network network, float[] x, Shape shape) {
    try (NDManager scope = network.manager().newSubManager()) {
      NDList inputs = new NDList(ArrayValues.of(scope, x, shape));
      HeapPoison.spread(scope, 100_000);
      NDArray y =
          network
              .block()
              .forward(new ParameterStore(network.manager(), false), inputs, false)
              .head();
      return y.toFloatArray();
    }
  }

  private static boolean isClose(double[] expected, float[] actual) {
    double largest = 0;
    double off = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      // NaN stays.
      off = Math.max(off, Math.abs(expected[i] - actual[i]));
    }
    return off <= CLOSE * largest;
  }

  private static float[] gaussian(Shape shape) {
    Random random = new Random(2);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
