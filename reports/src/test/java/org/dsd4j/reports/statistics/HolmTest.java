package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {
  /** Worked by hand from Holm's definition: (n − rank) · p, running maximum, at most 1. */
  @Test
  void stepsDown() {
    check(List.of(0.01, 0.02, 0.03, 0.04, 0.05), List.of(0.05, 0.08, 0.09, 0.09, 0.09));
    check(List.of(0.04, 0.01, 0.03), List.of(0.06, 0.03, 0.06));
    check(List.of(0.6, 0.5), List.of(1.0, 1.0));
    check(List.of(0.03), List.of(0.03));
    check(List.of(), List.of());
  }

  private static void check(List<Double> p, List<Double> expected) {
    List<Double> adjusted = Holm.adjust(p);
    assertEquals(expected.size(), adjusted.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), adjusted.get(i), 1e-12);
    }
  }
}
