package org.dsd4j.djl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EpochOrderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64, 1000})
  void everyEpochIsAPermutation(int examples) {
    EpochOrder order = new EpochOrder(examples, 7);
    for (long epoch = 0; epoch < 20; epoch++) {
      int[] sorted = order.permutation(epoch);
      Arrays.sort(sorted);
      assertArrayEquals(IntStream.range(0, examples).toArray(), sorted);
    }
  }

  @Test
  void epochsAndSeedsDiffer() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long epoch = 0; epoch < 20; epoch++) {
        seen.add(Arrays.toString(new EpochOrder(50, seed).permutation(epoch)));
      }
    }
    assertEquals(400, seen.size());
  }

  @Test
  void allOrdersAreAboutEquallyLikely() {
    Map<String, Integer> counts = new TreeMap<>();
    int epochs = 6000;
    for (long epoch = 0; epoch < epochs; epoch++) {
      counts.merge(Arrays.toString(new EpochOrder(3, 11).permutation(epoch)), 1, Integer::sum);
    }
    // Cyclic permutations alone, as DJL's sampler draws them, would be two of the six.
    assertEquals(6, counts.size());
    double chiSquare = 0;
    for (int count : counts.values()) {
      chiSquare += Math.pow(count - epochs / 6.0, 2) / (epochs / 6.0);
    }
    // The 99.9 % point for five degrees of freedom.
    assertTrue(chiSquare < 20.5, counts::toString);
  }

  @Test
  void theSameSeedGivesTheSameOrderOnEveryJdk() {
    EpochOrder order = new EpochOrder(8, 42);
    assertArrayEquals(order.permutation(3), order.permutation(3));
    assertEquals("[3, 2, 5, 6, 4, 7, 1, 0]", Arrays.toString(order.permutation(0)));
    assertFalse(Arrays.equals(order.permutation(0), order.permutation(1)));
  }

  @Test
  void anEmptyTrainingSetIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> new EpochOrder(0, 1));
    assertEquals("there are no examples to train on", e.getMessage());
  }
}
