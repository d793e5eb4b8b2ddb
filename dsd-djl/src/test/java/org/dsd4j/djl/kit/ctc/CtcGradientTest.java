package org.dsd4j.djl.kit.ctc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.dsd4j.djl.fixture.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtcGradientTest {
  private static final int SYMBOLS = 3;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void isTheSumOverAllPaths(int blank) {
    for (int frames = 0; frames <= 5; frames++) {
      FloatBuffer logits = Hashed.logits(5 + frames, 2, frames * SYMBOLS);
      AllPaths all = new AllPaths(logits, frames, SYMBOLS, blank);
      for (List<Integer> labelling : all.labellings()) {
        int[] labels = labelling.stream().mapToInt(i -> i).toArray();
        assertEquals(
            -Math.log(all.probability(labelling)), loss(logits, blank, frames, labels), 1e-12);
      }
    }
  }

  @Test
  void theBlankMayBeAnySymbol() {
    int frames = 9;
    FloatBuffer logits = Hashed.logits(3, 2, frames * 4);
    FloatBuffer swapped = Hashed.floats(frames * 4);
    for (int i = 0; i < frames * 4; i++) {
      swapped.put(i / 4 * 4 + 3 - i % 4, logits.get(i));
    }
    CtcBatch batch = new CtcBatch(frames, 4, new int[] {frames}, List.of(new int[] {1, 1, 2}));
    CtcBatch mirrored = new CtcBatch(frames, 4, new int[] {frames}, List.of(new int[] {2, 2, 1}));
    FloatBuffer gradient = Hashed.floats(frames * 4);
    FloatBuffer other = Hashed.floats(frames * 4);

    double[] losses = new CtcGradient(0, 1).compute(logits, batch, gradient, 1);

    assertEquals(losses[0], new CtcGradient(3, 1).compute(swapped, mirrored, other, 1)[0], 1e-12);
    for (int i = 0; i < frames * 4; i++) {
      assertEquals(gradient.get(i), other.get(i / 4 * 4 + 3 - i % 4), 1e-6);
    }
  }

  @Test
  void isTheSlopeOfTheLoss() {
    int frames = 7;
    int[] labels = {1, 2, 2};
    FloatBuffer logits = Hashed.logits(11, 1.5, frames * SYMBOLS);
    FloatBuffer gradient = Hashed.floats(frames * SYMBOLS);
    CtcBatch batch = new CtcBatch(frames, SYMBOLS, new int[] {frames}, List.of(labels));
    new CtcGradient(0, 1).compute(logits, batch, gradient, 3);
    float step = 0x1p-10f;
    for (int i = 0; i < logits.limit(); i++) {
      float value = logits.get(i);
      double up = loss(logits.put(i, value + step), 0, frames, labels);
      double down = loss(logits.put(i, value - step), 0, frames, labels);
      logits.put(i, value);
      assertEquals(3 * (up - down) / (2 * step), gradient.get(i), 2e-6);
    }
  }

  /** Where floats leave 2e-6, doubles leave the difference quotient alone. */
  @Test
  void isTheSlopeOfTheLossInDoublePrecision() {
    int frames = 7;
    int count = frames * SYMBOLS;
    DoubleBuffer logits = DoubleBuffer.allocate(count);
    for (int i = 0; i < count; i++) {
      logits.put(i, 1.5 * Hashed.value(11, i) + 0x1p-40 * i);
    }
    DoubleBuffer gradient = DoubleBuffer.allocate(count);
    DoubleBuffer other = DoubleBuffer.allocate(count);
    CtcBatch batch =
        new CtcBatch(frames, SYMBOLS, new int[] {frames}, List.of(new int[] {1, 2, 2}));
    CtcGradient ctc = new CtcGradient(0, 1);
    ctc.compute(logits, batch, gradient, 3);
    double step = 1e-5;
    for (int i = 0; i < count; i++) {
      double value = logits.get(i);
      double up = ctc.compute(logits.put(i, value + step), batch, other, 1)[0];
      double down = ctc.compute(logits.put(i, value - step), batch, other, 1)[0];
      logits.put(i, value);
      assertEquals(3 * (up - down) / (2 * step), gradient.get(i), 1e-9);
    }
  }

  @Test
  void paddingCountsForNothing() {
    int frames = 6;
    CtcBatch batch =
        new CtcBatch(
            frames,
            SYMBOLS,
            new int[] {4, 6, 0},
            List.of(new int[] {1}, new int[] {2, 1}, new int[0]));
    FloatBuffer logits = Hashed.logits(13, 2, frames * 3 * SYMBOLS);
    FloatBuffer gradient = Hashed.floats(logits.limit());
    double[] losses = new CtcGradient(0, 1).compute(logits, batch, gradient, 1);
    FloatBuffer again = Hashed.floats(logits.limit());
    for (int t = 0; t < frames; t++) {
      for (int c = 0; c < SYMBOLS; c++) {
        again.put((t * 3 + 2) * SYMBOLS + c, Float.NaN);
        logits.put((t * 3 + 2) * SYMBOLS + c, Float.NaN);
        if (t >= 4) {
          logits.put(t * 3 * SYMBOLS + c, 1e30f);
        }
      }
    }

    double[] changed = new CtcGradient(0, 1).compute(logits, batch, again, 1);

    assertArrayEquals(losses, changed);
    assertEquals(0, losses[2], "nothing in no frames is certain");
    assertArrayEquals(Fixtures.copy(gradient), Fixtures.copy(again));
    for (int c = 0; c < SYMBOLS; c++) {
      assertEquals(0f, again.get(5 * 3 * SYMBOLS + c));
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    int utterances = 13;
    int frames = 40;
    int[] counts = new int[utterances];
    int[][] labels = new int[utterances][];
    for (int i = 0; i < utterances; i++) {
      counts[i] = frames - i;
      labels[i] = new int[i];
      for (int j = 0; j < i; j++) {
        labels[i][j] = 1 + (int) Math.floorMod(Hashed.mixed(i * 100L + j), 9L);
      }
    }
    CtcBatch batch = new CtcBatch(frames, 10, counts, List.of(labels));
    FloatBuffer logits = Hashed.logits(17, 5, frames * utterances * 10);
    FloatBuffer one = Hashed.floats(logits.limit());
    double[] losses = new CtcGradient(0, 1).compute(logits, batch, one, 1);
    CtcGradient threaded = new CtcGradient(0, 2);
    for (int repeat = 0; repeat < 20; repeat++) {
      FloatBuffer two = Hashed.floats(logits.limit());
      assertArrayEquals(losses, threaded.compute(logits, batch, two, 1));
      assertArrayEquals(Fixtures.copy(one), Fixtures.copy(two));
    }
  }

  @Test
  void forgetsTheUtteranceBefore() {
    CtcGradient used = new CtcGradient(0, 1);
    for (TorchCase torch : cases()) {
      FloatBuffer logits = Hashed.logits(torch.salt(), torch.scale(), torch.size());
      FloatBuffer first = Hashed.floats(torch.size());
      FloatBuffer second = Hashed.floats(torch.size());
      assertArrayEquals(
          new CtcGradient(0, 1).compute(logits, torch.batch(), first, 1),
          used.compute(logits, torch.batch(), second, 1));
      assertArrayEquals(Fixtures.copy(first), Fixtures.copy(second));
    }
  }

  @Test
  void notANumberStaysOne() {
    FloatBuffer logits = Hashed.logits(19, 2, 4 * SYMBOLS).put(SYMBOLS + 2, Float.NaN);
    assertTrue(Double.isNaN(loss(logits, 0, 4, new int[] {1})));
  }

  @Test
  void anImpossibleSymbolMakesLabelsImpossible() {
    FloatBuffer logits = Hashed.logits(19, 2, 4 * SYMBOLS);
    for (int t = 0; t < 4; t++) {
      logits.put(t * SYMBOLS + 2, Float.NEGATIVE_INFINITY);
    }
    assertEquals(Double.POSITIVE_INFINITY, loss(logits, 0, 4, new int[] {1, 2}));
    assertTrue(Double.isFinite(loss(logits, 0, 4, new int[] {1})));
  }

  @Test
  void namesEverythingThatDoesNotFit() {
    CtcBatch batch =
        new CtcBatch(2, SYMBOLS, new int[] {3, 1}, List.of(new int[] {1}, new int[] {0, 5}));
    FloatBuffer logits = Hashed.floats(2 * 2 * SYMBOLS);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new CtcGradient(0, 1).compute(logits, batch, Hashed.floats(1), 1))
            .getMessage();
    assertEquals(
        "not a batch for CTC: 12 logits and 1 gradients where 12 belong; utterance 0 has 3 frames"
            + " of 2; utterance 1 has label 0, which must be below 3 and not the blank",
        message);
  }

  private static List<TorchCase> cases() {
    try {
      return TorchCase.all().toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static double loss(FloatBuffer logits, int blank, int frames, int[] labels) {
    CtcBatch batch = new CtcBatch(frames, SYMBOLS, new int[] {frames}, List.of(labels));
    return new CtcGradient(blank, 1).compute(logits, batch, Hashed.floats(logits.limit()), 1)[0];
  }
}
