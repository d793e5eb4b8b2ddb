package org.dsd4j.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void twoUnitsThatMatter() {
    assertEquals("0.0 s", Durations.of(0));
    assertEquals("9.5 s", Durations.of(9.5));
    assertEquals("3 min 20 s", Durations.of(200));
    assertEquals("2 h 05 min", Durations.of(7500));
    assertEquals("36 h 00 min", Durations.of(36 * 3600));
    assertEquals("12 d 07 h", Durations.of((12 * 24 + 7) * 3600));
  }

  @Test
  void roundingNeverFillsAUnit() {
    assertEquals("1 min 00 s", Durations.of(59.97));
    assertEquals("1 h 00 min", Durations.of(3599.6));
    assertEquals("2 h 00 min", Durations.of(7199));
    assertEquals("3 d 00 h", Durations.of(72 * 3600 - 1));
  }

  @Test
  void noTimeSpans() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> Durations.of(bad));
    }
  }
}
