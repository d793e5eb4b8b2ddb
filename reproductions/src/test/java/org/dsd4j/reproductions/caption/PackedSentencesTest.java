package org.dsd4j.reproductions.caption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.reproductions.caption.PackedSentences.Pair;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PackedSentencesTest {
  @BeforeAll
  static void startEngine() {
    EngineStart.start(StartEngine.NAME, 1);
  }

  @Test
  void standsPlaceByPlaceWithTheLongestFirst() {
    FeatureTable features =
        new FeatureTable(2, new int[] {0, 1, 2}, new float[] {1, 2, 3, 4, 5, 6});
    List<Pair> pairs =
        List.of(
            new Pair(2, new int[] {7}), new Pair(0, new int[] {8, 9, 3}), new Pair(1, new int[0]));
    try (NDManager manager = NDManager.newBaseManager()) {
      TrainingBatch batch = PackedSentences.pack(pairs, features, manager);
      assertEquals(3, batch.size());
      assertArrayEquals(
          new float[] {1, 2, 5, 6, 3, 4}, batch.data().get(0).toFloatArray(), "pictures");
      assertArrayEquals(
          new long[] {0, 0, 0, 8, 7, 9, 3}, batch.data().get(1).toLongArray(), "words read");
      assertArrayEquals(new int[] {3, 2, 1, 1}, batch.data().get(2).toIntArray(), "sentences");
      assertArrayEquals(
          new float[] {8, 7, 0, 9, 0, 3, 0}, batch.labels().get(0).toFloatArray(), "words said");
    }
  }
}
