package org.dsd4j.reports.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.Summary;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void figures() {
    assertEquals("25.31", Figures.value(25.3071));
    assertEquals("0.0421", Figures.value(0.0421));
    assertEquals("30.4", Figures.claimed(30.4));
    assertEquals("30.43", Figures.claimed(30.43));
    assertEquals("+1.21", Figures.difference(1.21, 25));
    assertEquals("-1.21", Figures.difference(-1.21, 25));
    assertEquals("0.00", Figures.difference(-0.001, 25));
    assertEquals("0.00", Figures.difference(0.001, 25));
    assertEquals("25.00 ± 1.41", Figures.meanAndDeviation(Summary.of(List.of(24.0, 26.0))));
    assertEquals("24.00", Figures.meanAndDeviation(Summary.of(List.of(24.0))));
    assertEquals("[-0.33, +2.75]", Figures.interval(Optional.of(new Interval(-0.33, 2.75)), 25));
    assertEquals("–", Figures.interval(Optional.empty(), 25));
  }

  @Test
  void smallAndLarge() {
    assertEquals("< 0.001", Figures.p(OptionalDouble.of(0.0004)));
    assertEquals("0.031", Figures.p(OptionalDouble.of(0.0312)));
    assertEquals("–", Figures.p(OptionalDouble.empty()));
    assertEquals("16", Figures.shortest(16));
    assertEquals("1.25", Figures.shortest(1.25));
    assertEquals("100", Figures.shortest(100));
    assertEquals("10.8", Figures.epochs(10.8014));
    assertEquals("16.2", Figures.epochs(16.1986));
    assertEquals("100", Figures.epochs(100));
    assertEquals("0.01", Figures.rate(0.01));
    assertEquals("0.0008", Figures.rate(8e-4));
    assertEquals("1.25e-5", Figures.rate(1.25e-5));
    assertEquals("3e-5", Figures.rate(3e-5));
    assertEquals("0", Figures.rate(0));
    assertEquals("11,689,512", Figures.count(11_689_512));
    assertEquals("30 %", Figures.percent(0.3));
    assertEquals("33.3 %", Figures.percent(1 / 3.0));
  }
}
