package org.dsd4j.api.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskTest {
  @ParameterizedTest
  @CsvSource({"1, 8", "63, 8", "64, 8", "65, 16", "128, 16", "129, 24"})
  void bytesComeInWordsOfEight(int size, int bytes) {
    Mask mask = Mask.fromBytes(new long[] {size}, new byte[bytes]);
    assertEquals(bytes, mask.toBytes().length);
    assertEquals(size, mask.size());
    assertEquals(0, mask.kept());
    for (int wrong : new int[] {0, bytes - 8, bytes - 1, bytes + 1, bytes + 8}) {
      long[] shape = {size};
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> Mask.fromBytes(shape, new byte[wrong]));
      assertEquals(
          "a mask of shape [" + size + "] does not have " + wrong + " bytes", e.getMessage());
    }
  }

  /** The last word may be full to its last bit, and no further. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 63, 64, 65, 127})
  void noBitStandsBeyondTheLastWeight(int size) {
    byte[] all = new byte[(size + 63) / 64 * 8];
    for (int i = 0; i < size; i++) {
      all[i / 8] |= (byte) (1 << i % 8);
    }
    Mask mask = Mask.fromBytes(new long[] {size}, all);
    assertEquals(size, mask.kept());
    assertTrue(mask.keeps(0) && mask.keeps(size - 1));
    for (int i = size; i < all.length * 8; i++) {
      byte[] more = all.clone();
      more[i / 8] |= (byte) (1 << i % 8);
      assertThrows(
          IllegalArgumentException.class,
          () -> Mask.fromBytes(new long[] {size}, more),
          "bit " + i);
    }
  }

  @Test
  void weightsThatAreNotThereCannotBeAskedFor() {
    Mask mask = mask(3, 0b101);
    assertTrue(mask.keeps(0));
    assertFalse(mask.keeps(1));
    for (int index : new int[] {-1, 3, 64}) {
      var e = assertThrows(IndexOutOfBoundsException.class, () -> mask.keeps(index));
      assertEquals("weight " + index + " of 3", e.getMessage());
    }
  }

  @Test
  void wordsHaveToFitTheShape() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new Mask(new long[] {65}, new long[] {1}));
    assertEquals("a mask of shape [65] needs 2 words", e.getMessage());
  }

  @Test
  void masksAreEqualWhenShapesAndBitsAre() {
    Mask mask = mask(3, 0b101);
    assertEquals(mask, mask(3, 0b101));
    assertEquals(mask.hashCode(), mask(3, 0b101).hashCode());
    assertNotEquals(mask, mask(3, 0b100));
    assertNotEquals(mask, mask(4, 0b101));
    assertNotEquals(mask, new Mask(new long[] {3, 1}, new long[] {0b101}));
    assertFalse(mask.equals(Optional.of(mask)));
    // Tables of hashes need different ones of different masks, as a rule.
    assertNotEquals(mask.hashCode(), mask(3, 0b100).hashCode());
    assertNotEquals(mask.hashCode(), mask(4, 0b101).hashCode());
    assertEquals("Mask[3] keeps 2 of 3", mask.toString());
  }

  @Test
  void aSetCountsWhatItHas() {
    MaskSet set = new MaskSet(Map.of("a", mask(3, 0b101), "b", mask(2, 0b11)));
    assertFalse(set.isEmpty());
    assertTrue(MaskSet.NONE.isEmpty());
    assertEquals(5, set.size());
    assertEquals(4, set.kept());
    assertEquals(0, MaskSet.NONE.size());
  }

  private static Mask mask(int size, long bits) {
    return new Mask(new long[] {size}, new long[] {bits});
  }
}
