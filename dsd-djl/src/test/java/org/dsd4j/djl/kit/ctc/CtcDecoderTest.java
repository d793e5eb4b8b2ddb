package org.dsd4j.djl.kit.ctc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.djl.fixture.Fixtures;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
  /** Code 0 is the blank, 1 the space. */
  private static final List<String> TEXTS = List.of("", " ", "a", "b");

  private static final int WIDE = 100_000;

  @Test
  void greedyMergesRepeatsAndDropsBlanks() {
    CtcDecoder greedy = new CtcGreedyDecoder(0);
    assertArrayEquals(new int[] {1, 1, 2}, greedy.decode(path(3, 1, 1, 0, 1, 2, 2, 0), 7, 3));
    assertArrayEquals(new int[0], greedy.decode(path(3, 0, 0), 2, 3));
    assertArrayEquals(new int[0], greedy.decode(new float[0], 0, 3));
    assertArrayEquals(
        new int[] {0, 1}, new CtcGreedyDecoder(2).decode(path(3, 2, 0, 0, 2, 1), 5, 3));
    assertArrayEquals(
        new int[] {1}, greedy.decode(path(3, 1, 2, 2), 1, 3), "frames of padding do not count");
  }

  @Test
  void aWideBeamFindsTheBestOfAllLabellings() {
    int differs = 0;
    for (int salt = 0; salt < 60; salt++) {
      int frames = 1 + salt % 6;
      int blank = salt % 3;
      FloatBuffer logits = Hashed.logits(salt, 1.5, frames * 3);
      int[] best =
          new AllPaths(logits, frames, 3, blank).best().stream().mapToInt(i -> i).toArray();
      float[] values = Fixtures.copy(logits);
      assertArrayEquals(best, new CtcBeamDecoder(blank, WIDE).decode(values, frames, 3));
      if (!Arrays.equals(best, new CtcGreedyDecoder(blank).decode(values, frames, 3))) {
        differs++;
      }
    }
    assertTrue(differs > 10, "cases where the best path is not the best labelling: " + differs);
  }

  @Test
  void aModelWeighsAllLabellings() {
    WordModel model = CtcDecoderTest::logProbability;
    int differs = 0;
    for (int salt = 0; salt < 30; salt++) {
      int frames = 6;
      FloatBuffer logits = Hashed.logits(100 + salt, 1.5, frames * 4);
      AllPaths all = new AllPaths(logits, frames, 4, 0);
      List<Integer> best =
          all.labellings().stream()
              .max(
                  java.util.Comparator.comparingDouble(
                      labels -> Math.log(all.probability(labels)) + score(labels, 0.8, 0.3)))
              .orElseThrow();
      float[] values = Fixtures.copy(logits);
      CtcBeamDecoder plain = new CtcBeamDecoder(0, WIDE);
      int[] found = plain.with(model, TEXTS, 1, 0.8, 0.3).decode(values, frames, 4);
      assertEquals(best, Arrays.stream(found).boxed().toList());
      if (!Arrays.equals(found, plain.decode(values, frames, 4))) {
        differs++;
      }
    }
    assertTrue(differs > 5, "cases where the model changes the result: " + differs);
  }

  @Test
  void aModelMayForbidWords() {
    WordModel onlyB = (history, word) -> word.equals("b") ? -0.1 : Double.NEGATIVE_INFINITY;
    float[] logits = path(4, 2, 2, 1, 3);
    for (int i = 0; i < logits.length; i++) {
      logits[i] *= 0.1f;
    }
    int[] found = new CtcBeamDecoder(0, WIDE).with(onlyB, TEXTS, 1, 1, 0).decode(logits, 4, 4);
    assertEquals(
        List.of("b"), words(Arrays.stream(found).boxed().toList()).stream().distinct().toList());
  }

  @Test
  void aNarrowBeamStaysNarrowAndCertain() {
    float[] certain = path(29, 0, 5, 5, 0, 5, 28, 7, 7, 0);
    assertArrayEquals(new int[] {5, 5, 28, 7}, new CtcBeamDecoder(0, 1).decode(certain, 9, 29));
    float[] random = Fixtures.copy(Hashed.logits(9, 3, 200 * 29));
    int[] ten = new CtcBeamDecoder(0, 10).decode(random, 200, 29);
    int[] hundred = new CtcBeamDecoder(0, 100).decode(random, 200, 29);
    int[] greedy = new CtcGreedyDecoder(0).decode(random, 200, 29);
    assertTrue(loss(random, hundred) <= loss(random, ten));
    assertTrue(loss(random, ten) < loss(random, greedy));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(
        IllegalArgumentException.class, () -> new CtcGreedyDecoder(0).decode(new float[5], 2, 3));
    assertThrows(IllegalArgumentException.class, () -> new CtcBeamDecoder(0, 0));
    CtcBeamDecoder plain = new CtcBeamDecoder(0, 2);
    WordModel model = (history, word) -> 0;
    assertThrows(
        IllegalArgumentException.class, () -> plain.with(model, TEXTS, 0, 1, 1), "the blank");
    CtcBeamDecoder decoder = plain.with(model, TEXTS, 1, 1, 1);
    String message =
        assertThrows(IllegalArgumentException.class, () -> decoder.decode(new float[6], 2, 3))
            .getMessage();
    assertEquals("the decoder has texts for 4 symbols, but the logits have 3", message);
  }

  /** Depends on the word and on how many there were, and on the one before. */
  private static double logProbability(List<String> history, String word) {
    boolean again = !history.isEmpty() && history.get(history.size() - 1).equals(word);
    return -0.4 * word.length() - (word.startsWith("b") ? 0 : 1) - (again ? 2 : 0.5);
  }

  private static double score(List<Integer> labels, double alpha, double beta) {
    List<String> words = words(labels);
    double score = 0;
    for (int i = 0; i < words.size(); i++) {
      score += alpha * logProbability(words.subList(0, i), words.get(i)) + beta;
    }
    return score;
  }

  private static List<String> words(List<Integer> labels) {
    StringBuilder text = new StringBuilder();
    labels.forEach(label -> text.append(TEXTS.get(label)));
    List<String> words = new ArrayList<>(Arrays.asList(text.toString().split(" ", -1)));
    words.removeIf(String::isEmpty);
    return words;
  }

  /** Logits that are sure of a path. */
  private static float[] path(int symbols, int... codes) {
    float[] logits = new float[codes.length * symbols];
    for (int t = 0; t < codes.length; t++) {
      logits[t * symbols + codes[t]] = 20;
    }
    return logits;
  }

  private static double loss(float[] logits, int[] labels) {
    int frames = logits.length / 29;
    CtcBatch batch = new CtcBatch(frames, 29, new int[] {frames}, List.of(labels));
    FloatBuffer values = FloatBuffer.wrap(logits);
    return new CtcGradient(0, 1).compute(values, batch, Hashed.floats(logits.length), 1)[0];
  }
}
