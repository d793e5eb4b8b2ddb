package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignFlipTest {
  @Test
  void countedByHand() {
    // Of ±1 ±2 ±3 only 6 and -6 lie as far from 0 as 6; 4, 6 and their negatives as far as 4.
    assertEquals(2 / 8.0, SignFlip.twoSidedP(List.of(1., 2., 3.)));
    assertEquals(4 / 8.0, SignFlip.twoSidedP(List.of(-1., 2., 3.)));
    assertEquals(1, SignFlip.twoSidedP(List.of()));
    assertEquals(1, SignFlip.twoSidedP(List.of(0., 0.)));
    assertEquals(0.5, SignFlip.twoSidedP(List.of(0., 1., 1.)));
  }

  @Test
  void ofNoDirection() {
    List<Double> values = List.of(0.1, 0.2, -0.3, 0.4, 0.7, 0.1);
    List<Double> turned = values.stream().map(v -> -v).toList();
    assertEquals(SignFlip.twoSidedP(values), SignFlip.twoSidedP(turned));
  }

  /** 0.1 + 0.2 is not 0.3 in binary; as sums of signs they must tie. */
  @Test
  void roundingIsNoDifference() {
    assertEquals(1, SignFlip.twoSidedP(List.of(0.1, 0.2, -0.3)));
  }

  @Test
  void drawnPatternsAgreeWithTheSignTest() {
    // All sizes equal: the sum is a binomial count. P(at least 16 of 21 alike) = 0.0266.
    List<Double> values = new ArrayList<>(Collections.nCopies(16, 1.0));
    values.addAll(Collections.nCopies(5, -1.0));
    double exact = 0.026603698730468750;
    double error = Math.sqrt(exact * (1 - exact) / SignFlip.DRAWN);
    assertEquals(exact, SignFlip.twoSidedP(values), 4 * error);
  }

  @Test
  void drawnPIsNeverZero() {
    Random random = new Random(1);
    List<Double> values = random.doubles(40, 1, 2).boxed().toList();
    assertEquals(1.0 / (SignFlip.DRAWN + 1), SignFlip.twoSidedP(values));
  }

  @Test
  void tiesWidenTheIntervalOfImprovement() {
    Improvement tie = Improvement.of(List.of(1.0, 0.0, 1.0, 1.0, 1.0));
    assertEquals(0.9, tie.share());
    assertEquals(new Improvement(4, 0, 5).interval().low(), tie.interval().low());
    assertEquals(1, tie.interval().high());
    assertEquals(new Interval(0, 1), new Improvement(0, 3, 3).interval());
    assertThrows(IllegalArgumentException.class, () -> new Improvement(3, 3, 5));
    assertTrue(new Improvement(5, 0, 5).interval().contains(0.5));
  }
}
