package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Held to {@code scipy.stats.ttest_ind(to, from, equal_var=False)} of scipy 1.17.1. */
class WelchComparisonTest {
  @Test
  void equalsScipy() {
    WelchComparison one =
        WelchComparison.of(List.of(24.1, 25.3, 23.9, 26.0), List.of(22.0, 27.5, 21.1));
    assertEquals(-1.2916666666666714, one.mean(), 1e-12);
    assertEquals(0.5886046834602054, one.p().orElseThrow(), 1e-9);
    assertEquals(-9.278841833234768, one.interval().orElseThrow().low(), 1e-8);
    assertEquals(6.695508499901425, one.interval().orElseThrow().high(), 1e-8);
    WelchComparison two = WelchComparison.of(List.of(1.0, 2.0), List.of(3.5, 9.0, 4.0, 4.5, 7.0));
    assertEquals(0.01644177203577016, two.p().orElseThrow(), 1e-9);
    assertEquals(1.128987580671172, two.interval().orElseThrow().low(), 1e-8);
  }

  @Test
  void oneValueOrNoSpreadAllowsNoTest() {
    WelchComparison one = WelchComparison.of(List.of(1.0), List.of(2.0, 3.0));
    assertEquals(1.5, one.mean());
    assertTrue(one.p().isEmpty() && one.interval().isEmpty());
    assertTrue(WelchComparison.of(List.of(1.0, 1.0), List.of(2.0, 2.0)).p().isEmpty());
  }

  @Test
  void twoValuesInEachGroupAndSomeSpreadAreEnough() {
    WelchComparison alike = WelchComparison.of(List.of(1.0, 3.0), List.of(2.0, 4.0));
    assertEquals(1, alike.mean());
    assertTrue(alike.p().isPresent() && alike.interval().isPresent());
    assertTrue(WelchComparison.of(List.of(1.0, 1.0), List.of(2.0, 4.0)).p().isPresent());
    assertTrue(WelchComparison.of(List.of(1.0, 1.0), List.of(2.0, 2.0)).p().isEmpty());
    assertTrue(WelchComparison.of(List.of(1.0), List.of(2.0, 4.0)).p().isEmpty());
    assertTrue(WelchComparison.of(List.of(1.0, 3.0), List.of(2.0)).p().isEmpty());
  }
}
