package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges and shares, and what is none. */
final class IntervalTest {
  @Test
  void bothEndsBelongToIt() {
    Interval interval = new Interval(-1, 2);
    assertTrue(interval.contains(-1) && interval.contains(2) && interval.contains(0));
    assertFalse(interval.contains(Math.nextDown(-1.0)) || interval.contains(Math.nextUp(2.0)));
    assertTrue(new Interval(3, 3).contains(3));
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "NaN, 1", "0, NaN"})
  void endsAreInOrder(double low, double high) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Interval(low, high));
    assertEquals("interval ends are " + low + " and " + high, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 3", "0, -1, 3", "0, 0, 0", "2, 2, 3"})
  void countsFitIntoTheSeeds(int wins, int ties, int seeds) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Improvement(wins, ties, seeds));
    assertEquals(
        wins + " wins and " + ties + " ties do not fit into " + seeds + " seeds", e.getMessage());
  }

  @Test
  void tiesCountHalf() {
    Improvement improvement = Improvement.of(List.of(1.0, 0.0, 0.0, -1.0, 2.0));
    assertEquals(new Improvement(2, 2, 5), improvement);
    assertEquals(0.6, improvement.share());
    assertEquals(1, new Improvement(3, 0, 3).share());
    assertEquals(0, new Improvement(0, 0, 1).share());
  }

  @Test
  void aSummaryOfOneOrOfEqualValuesIsExact() {
    assertEquals(0.1, Summary.of(List.of(0.1)).mean());
    Summary equal = Summary.of(List.of(0.1, 0.1, 0.1));
    assertEquals(0.1, equal.mean());
    assertEquals(0, equal.deviation().getAsDouble());
    assertThrows(IllegalArgumentException.class, () -> Summary.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Summary.of(List.of(1.0, Double.NaN)));
  }
}
