package org.dsd4j.api.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparsityTest {
  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, 30, Double.NaN, Double.POSITIVE_INFINITY})
  void rejectsWhatIsNotAShare(double value) {
    var e = assertThrows(IllegalArgumentException.class, () -> Sparsity.of(value));
    assertTrue(e.getMessage().startsWith("sparsity must be in [0, 1) but was "), e.getMessage());
  }

  @Test
  void saysHowToWriteAPercentage() {
    var e = assertThrows(IllegalArgumentException.class, () -> Sparsity.of(30));
    assertEquals("sparsity must be in [0, 1) but was 30; write 30 % as 0.30", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> Sparsity.of(12.5));
    assertEquals("sparsity must be in [0, 1) but was 12.5; write 12.5 % as 0.1250", e.getMessage());
  }

  /** Only what may be a percentage is taken for one. */
  @ParameterizedTest
  @CsvSource({"1, 1", "100, 100", "-30, -30", "Infinity, Infinity", "NaN, NaN"})
  void saysNoMoreOfOtherNumbers(double value, String words) {
    var e = assertThrows(IllegalArgumentException.class, () -> Sparsity.of(value));
    assertEquals("sparsity must be in [0, 1) but was " + words, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0,7,7", "0.3,10,7", "0.5,5,3", "0.5,1,1", "0.6,1,0", "0.25,3,2", "0.999,100,0"})
  void keepsTheRoundedCount(double sparsity, long weights, long kept) {
    assertEquals(kept, Sparsity.of(sparsity).kept(weights));
  }

  @Test
  void readsAsAPercentage() {
    assertEquals("30 %", Sparsity.of(0.3).toString());
    assertEquals("29 %", Sparsity.of(0.29).toString());
    assertEquals("12.5 %", Sparsity.of(0.125).toString());
  }
}
