package org.dsd4j.djl.kit.ctc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.ArrayValues;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
class CtcLossTest {
  private static final int FRAMES = 8;
  private static final int UTTERANCES = 3;
  private static final int IN = 5;
  private static final int SYMBOLS = 4;
  private static final int[][] LABELS = {{1, 2, -1}, {3, 3, 2}, {-1, -1, -1}};
  private static final int[] COUNTS = {2, 3, 0};
  private static final float[] LENGTHS = {8, 3, 5};

  @Test
  void trainsALinearLayer() {
    float[] input = Fixtures.copy(Hashed.logits(41, 1, FRAMES * UTTERANCES * IN));
    float[] weights = Fixtures.copy(Hashed.logits(42, 1, IN * SYMBOLS));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(input, new Shape(FRAMES * UTTERANCES, IN));
      NDArray weight = manager.create(weights, new Shape(IN, SYMBOLS));
      weight.setRequiresGradient(true);
      CtcLoss loss = new CtcLoss(0, 2);
      float value;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray logits = x.matMul(weight).reshape(FRAMES, UTTERANCES, SYMBOLS);
        NDArray mean = loss.evaluate(labels(manager), predictions(manager, logits));
        value = mean.getFloat();
        collector.backward(mean);
      }
      ByHand byHand = byHand(input, weights);
      assertEquals(byHand.loss, value, 1e-5);
      assertArrayEquals(Fixtures.copy(byHand.gradient), weight.getGradient().toFloatArray(), 1e-5f);
      assertEquals(1, loss.skipped(), "3, 3, 2 takes four frames");
    }
  }

  @Test
  void nothingIsRoundedInDoublePrecision() {
    int count = FRAMES * UTTERANCES * SYMBOLS;
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Hashed.value(43, i) + 0x1p-40 * i;
    }
    DoubleBuffer expected = DoubleBuffer.allocate(count);
    CtcBatch batch =
        new CtcBatch(
            FRAMES,
            SYMBOLS,
            new int[] {8, 3, 5},
            List.of(new int[] {1, 2}, new int[] {3, 3, 2}, new int[0]));
    double[] losses =
        new CtcGradient(0, 1).compute(DoubleBuffer.wrap(values), batch, expected, 1.0 / UTTERANCES);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = ArrayValues.of(manager, values, new Shape(FRAMES, UTTERANCES, SYMBOLS));
      logits.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray mean = new CtcLoss(0, 1).evaluate(labels(manager), predictions(manager, logits));
        assertEquals((losses[0] + losses[2]) / UTTERANCES, ArrayValues.scalar(mean));
        collector.backward(mean);
      }
      assertArrayEquals(expected.array(), logits.getGradient().toDoubleArray());
    }
  }

  @Test
  void needsNoCollector() {
    float[] input = Fixtures.copy(Hashed.logits(41, 1, FRAMES * UTTERANCES * SYMBOLS));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.create(input, new Shape(FRAMES, UTTERANCES, SYMBOLS));
      NDArray turned =
          manager
              .create(transposed(input), new Shape(UTTERANCES, FRAMES, SYMBOLS))
              .transpose(1, 0, 2);
      CtcLoss loss = new CtcLoss(0, 1);
      float value = loss.evaluate(labels(manager), predictions(manager, logits)).getFloat();
      assertTrue(value > 0);
      assertEquals(value, loss.evaluate(labels(manager), predictions(manager, turned)).getFloat());
    }
  }

  @Test
  void notANumberIsTheLossNotAnException() {
    float[] input = Fixtures.copy(Hashed.logits(41, 1, FRAMES * UTTERANCES * SYMBOLS));
    input[0] = Float.NaN;
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.create(input, new Shape(FRAMES, UTTERANCES, SYMBOLS));
      NDArray mean = new CtcLoss(0, 1).evaluate(labels(manager), predictions(manager, logits));
      assertTrue(Float.isNaN(mean.getFloat()));
    }
  }

  @Test
  void saysWhatShapesItTakes() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray logits = manager.zeros(new Shape(UTTERANCES, FRAMES, SYMBOLS));
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> new CtcLoss(0, 1).evaluate(labels(manager), predictions(manager, logits)))
              .getMessage();
      assertTrue(message.contains("(T, B, C)") && message.contains("(3, 8, 4)"), message);
    }
  }

  /** The gradient of a batch is 1.2 MB: kept, 300 of them would be 360 MB. */
  @Test
  void memoryStaysFlat() throws IOException {
    Path status = Path.of("/proc/self/status");
    Assumptions.assumeTrue(Files.exists(status), "the resident set is read from /proc");
    CtcLoss loss = new CtcLoss(0, 1);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray weight = manager.ones(new Shape(SYMBOLS));
      weight.setRequiresGradient(true);
      steps(120, manager, weight, loss);
      long before = residentKib(status);
      steps(240, manager, weight, loss);
      long grown = residentKib(status) - before;
      assertTrue(grown < 60_000, "grew by " + grown + " KiB");
    }
  }

  private static void steps(int count, NDManager manager, NDArray weight, CtcLoss loss) {
    for (int i = 0; i < count; i++) {
      step(manager, weight, loss);
      if (i % 40 == 39) {
        // Engines that show no view of their memory copy into buffers that Java frees late.
        System.gc();
      }
    }
  }

  private static void step(NDManager owner, NDArray weight, CtcLoss loss) {
    try (NDManager manager = owner.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray x = manager.ones(new Shape(25_000, UTTERANCES, SYMBOLS));
      NDArray logits = x.mul(weight);
      collector.backward(loss.evaluate(labels(manager), predictions(manager, logits)));
    }
  }

  private static long residentKib(Path status) throws IOException {
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static NDList labels(NDManager manager) {
    return new NDList(manager.create(LABELS), manager.create(COUNTS));
  }

  private static NDList predictions(NDManager manager, NDArray logits) {
    return new NDList(logits, manager.create(LENGTHS));
  }

  private static float[] transposed(float[] input) {
    float[] turned = new float[input.length];
    for (int i = 0; i < input.length; i++) {
      int frame = i / SYMBOLS / UTTERANCES;
      int utterance = i / SYMBOLS % UTTERANCES;
      turned[(utterance * FRAMES + frame) * SYMBOLS + i % SYMBOLS] = input[i];
    }
    return turned;
  }

  private record ByHand(double loss, FloatBuffer gradient) {}

  /** The chain rule in loops: d loss / d weight = input transposed times d loss / d logits. */
  private static ByHand byHand(float[] input, float[] weights) {
    int rows = FRAMES * UTTERANCES;
    var logits = Hashed.floats(rows * SYMBOLS);
    for (int i = 0; i < rows * SYMBOLS; i++) {
      float sum = 0;
      for (int k = 0; k < IN; k++) {
        sum += input[i / SYMBOLS * IN + k] * weights[k * SYMBOLS + i % SYMBOLS];
      }
      logits.put(i, sum);
    }
    CtcBatch batch =
        new CtcBatch(
            FRAMES,
            SYMBOLS,
            new int[] {8, 3, 5},
            List.of(new int[] {1, 2}, new int[] {3, 3, 2}, new int[0]));
    var outer = Hashed.floats(rows * SYMBOLS);
    double[] losses = new CtcGradient(0, 1).compute(logits, batch, outer, 1);
    float[] gradient = new float[IN * SYMBOLS];
    for (int i = 0; i < rows * SYMBOLS; i++) {
      for (int k = 0; k < IN; k++) {
        gradient[k * SYMBOLS + i % SYMBOLS] +=
            input[i / SYMBOLS * IN + k] * outer.get(i) / UTTERANCES;
      }
    }
    return new ByHand((losses[0] + losses[2]) / UTTERANCES, FloatBuffer.wrap(gradient));
  }
}
