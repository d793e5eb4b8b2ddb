package org.dsd4j.reproductions.speech;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthOrderTest {
  private static final int[] LENGTHS =
      IntStream.range(0, 103).map(i -> 50 + i * 37 % 103).toArray();

  @Test
  void theFirstEpochGoesFromShortToLong() {
    int[] order =
        Arrays.stream(new LengthOrder(LENGTHS, 10, 1).epoch(0))
            .flatMapToInt(Arrays::stream)
            .map(i -> LENGTHS[i])
            .toArray();
    int[] sorted = LENGTHS.clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, order);
  }

  @Test
  void theCostliestBatchHasTheLongestUtterances() {
    int[] first = LengthOrder.longestFirst(LENGTHS, 10, 1).epoch(0)[0];
    int[] sorted = LENGTHS.clone();
    Arrays.sort(sorted);
    assertArrayEquals(
        Arrays.copyOfRange(sorted, 93, 103),
        Arrays.stream(first).map(i -> LENGTHS[i]).sorted().toArray());
  }

  @Test
  void aBatchTakesWhatItsLongestUtteranceTakes() {
    LengthOrder order = new LengthOrder(new int[] {10, 40, 20, 30, 100}, 2, 1);
    assertEquals((2 * 20 + 2 * 40 + 100) / 3.0 / 200, order.meanShareOfCostliest(), 1e-12);
    assertEquals(1, new LengthOrder(new int[] {7, 7, 7, 7}, 2, 1).meanShareOfCostliest());
  }

  @Test
  void everyEpochHasEveryUtteranceOnceInBatchesOfLikeLength() {
    LengthOrder order = new LengthOrder(LENGTHS, 10, 1);
    for (int epoch = 0; epoch < 4; epoch++) {
      int[][] batches = order.epoch(epoch);
      assertEquals(11, batches.length);
      assertEquals(103, Arrays.stream(batches).flatMapToInt(Arrays::stream).distinct().count());
      for (int[] batch : batches) {
        int longest = Arrays.stream(batch).map(i -> LENGTHS[i]).max().orElseThrow();
        int shortest = Arrays.stream(batch).map(i -> LENGTHS[i]).min().orElseThrow();
        assertTrue(longest < 1.35 * shortest, shortest + " beside " + longest);
      }
    }
  }

  @Test
  void laterEpochsDifferAndFollowFromTheSeedAlone() {
    LengthOrder order = new LengthOrder(LENGTHS, 10, 1);
    assertFalse(Arrays.deepEquals(order.epoch(1), order.epoch(2)));
    assertFalse(Arrays.deepEquals(order.epoch(1), new LengthOrder(LENGTHS, 10, 2).epoch(1)));
    assertTrue(Arrays.deepEquals(order.epoch(3), new LengthOrder(LENGTHS, 10, 1).epoch(3)));
  }
}
