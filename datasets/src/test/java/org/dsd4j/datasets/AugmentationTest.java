package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static final ImageSize SIZE = new ImageSize(2, 2, 3);
  private static final byte[] CHW = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16};

  /** A generator that always draws the same. */
  private static RandomGenerator always(double unit) {
    return () -> (long) (unit * 0x1.0p53) << 11;
  }

  @Test
  void noneGivesTheSameArray() {
    assertSame(CHW, Augmentation.none().apply(CHW, SIZE, always(0)));
  }

  @Test
  void flipMirrorsEachRowOrNothing() {
    assertSame(CHW, Augmentation.flip().apply(CHW, SIZE, always(0.4)));
    byte[] mirrored = Augmentation.flip().apply(CHW, SIZE, always(0.6));
    assertArrayEquals(new byte[] {3, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14}, mirrored);
  }

  @Test
  void paddedCropShiftsAndFillsWithBlack() {
    Augmentation crop = Augmentation.paddedCrop(1);
    byte[] upperLeft = crop.apply(CHW, SIZE, always(0));
    assertArrayEquals(new byte[] {0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 11, 12}, upperLeft);
    assertSame(CHW, crop.apply(CHW, SIZE, always(0.5)));
    byte[] lowerRight = crop.apply(CHW, SIZE, always(0.99));
    assertArrayEquals(new byte[] {5, 6, 0, 0, 0, 0, 15, 16, 0, 0, 0, 0}, lowerRight);
    assertThrows(IllegalArgumentException.class, () -> Augmentation.paddedCrop(-1));
  }

  @Test
  void aShiftBeyondThePictureLeavesItBlack() {
    assertArrayEquals(new byte[CHW.length], Augmentation.paddedCrop(5).apply(CHW, SIZE, always(0)));
  }

  @Test
  void paddedCropReachesEveryPlaceAndKeepsItsInput() {
    Augmentation crop = Augmentation.paddedCrop(1);
    SplittableRandom random = new SplittableRandom(1);
    byte[] before = CHW.clone();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      seen.add(Arrays.toString(crop.apply(CHW, SIZE, random)));
    }
    assertEquals(9, seen.size());
    assertArrayEquals(before, CHW);
  }

  @Test
  void thenAppliesBothInOrder() {
    Augmentation addOne = (chw, size, random) -> new byte[] {(byte) (chw[0] + 1)};
    Augmentation twice = (chw, size, random) -> new byte[] {(byte) (chw[0] * 2)};
    byte[] result = addOne.then(twice).apply(new byte[] {3}, new ImageSize(1, 1, 1), always(0));
    assertEquals(8, result[0]);
    assertTrue(Augmentation.none().then(twice).apply(new byte[] {3}, SIZE, always(0))[0] == 6);
  }
}
