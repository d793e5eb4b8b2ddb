package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reproductions.caption.PackedSentences.Pair;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model with random weights and a small vocabulary, whose scores are known by the loss. */
class CaptionDecoderTest {
  private static final int PICTURES = 7;
  private static final int VOCABULARY = 4;

  private Network network;
  private FeatureTable features;

  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 1);
  }

  @BeforeEach
  void make() {
    NeuralTalk model = new NeuralTalk(5, new float[] {0, -0.5f, 0.3f, 0.1f}, 0.5);
    network =
        Network.initialize(
            model, StartEngine.NAME, Device.cpu(), 3, new Shape(1, 6), new Shape(1), new Shape(1));
    network.parameters().all().stream()
        .filter(named -> named.shape().length > 1)
        .forEach(named -> named.array().muli(15));
    Random random = new Random(4);
    float[] values = new float[PICTURES * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    features = new FeatureTable(6, new int[] {0, 1, 2, 3, 4, 5, 6}, values);
  }

  @AfterEach
  void close() {
    network.close();
  }

  private List<int[]> decode(int beam) {
    return new CaptionDecoder(network, beam).decode(features);
  }

  /** By the packed forward pass, in which the decoder has no part; with the end token. */
  private double logProbability(int row, int[] words) {
    try (NDManager manager = network.manager().newSubManager()) {
      TrainingBatch batch = PackedSentences.pack(List.of(new Pair(row, words)), features, manager);
      NDArray loss =
          new SentenceLoss().evaluate(batch.labels(), network.forward(batch.data(), false));
      return -loss.getFloat();
    }
  }

  @Test
  void greedyTakesTheBestWordEachTime() {
    List<int[]> captions = decode(1);
    assertEquals(PICTURES, captions.size());
    for (int row = 0; row < PICTURES; row++) {
      int[] words = captions.get(row);
      for (int t = 0; t < words.length; t++) {
        assertEquals(words[t], bestNext(row, words, t), "picture " + row + ", word " + t);
      }
      if (words.length < 20) {
        assertEquals(0, bestNext(row, words, words.length), "picture " + row + " ends");
      }
    }
  }

  private int bestNext(int row, int[] words, int after) {
    try (NDManager manager = network.manager().newSubManager()) {
      int[] beginning = java.util.Arrays.copyOf(words, after);
      TrainingBatch batch =
          PackedSentences.pack(List.of(new Pair(row, beginning)), features, manager);
      NDArray scores = network.forward(batch.data(), false).get(0);
      return (int) scores.get(after).argMax().getLong();
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    List<int[]> greedy = decode(1);
    CaptionDecoder decoder = new CaptionDecoder(network, 1);
    List<int[]> beam = decoder.beamSearch(features);
    for (int row = 0; row < PICTURES; row++) {
      assertArrayEquals(greedy.get(row), beam.get(row));
    }
  }

  /** Wide enough to lose nothing among captions of up to three words. */
  @Test
  void aWideBeamFindsAtLeastTheBestShortCaption() {
    List<int[]> wide = decode(256);
    int[][] all = new int[1 + 3 + 9 + 27][];
    int count = 0;
    all[count++] = new int[0];
    for (int a = 1; a < VOCABULARY; a++) {
      all[count++] = new int[] {a};
      for (int b = 1; b < VOCABULARY; b++) {
        all[count++] = new int[] {a, b};
        for (int c = 1; c < VOCABULARY; c++) {
          all[count++] = new int[] {a, b, c};
        }
      }
    }
    assertEquals(all.length, count);
    for (int row = 0; row < PICTURES; row++) {
      double found = logProbability(row, wide.get(row));
      for (int[] words : all) {
        assertTrue(found >= logProbability(row, words) - 1e-4, "picture " + row);
      }
    }
  }
}
