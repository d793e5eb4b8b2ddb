package org.dsd4j.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class SignedRankTest {
  /** Expected: {@code scipy.stats.wilcoxon(d, method="exact").pvalue}, scipy 1.17. */
  @Test
  void withoutTies() {
    assertEquals(0.125, SignedRank.twoSidedP(List.of(1.1, 0.4, -0.2, 0.9, 1.6)), 1e-12);
    assertEquals(0.03125, SignedRank.twoSidedP(List.of(1., 2., 3., 4., 5., 6.)), 1e-12);
    List<Double> many = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      many.add((i + 1.0) * (i % 3 == 0 ? -1 : 1));
    }
    assertEquals(0.23036134243011475, SignedRank.twoSidedP(many), 1e-12);
  }

  /**
   * Expected: the share of all 64 sign patterns, enumerated in numpy over {@code
   * scipy.stats.rankdata(abs(d))} after dropping the zeros.
   */
  @Test
  void withZerosAndTies() {
    List<Double> differences = List.of(0., 1., -1., 2., 2., 3., 0., 4.);
    assertEquals(0.09375, SignedRank.twoSidedP(differences), 1e-12);
    List<Double> turned = differences.stream().map(d -> -d).toList();
    assertEquals(0.09375, SignedRank.twoSidedP(turned), 1e-12);
  }

  @Test
  void agreesWithAnotherLibraryWhereThatIsExact() {
    Random random = new Random(5);
    for (int n = 2; n < 30; n++) {
      double[] values = random.doubles(n, -1, 2).toArray();
      List<Double> list = new ArrayList<>();
      for (double value : values) {
        list.add(value);
      }
      double expected =
          WilcoxonSignedRankTest.withDefaults().with(PValueMethod.EXACT).test(values).getPValue();
      assertEquals(expected, SignedRank.twoSidedP(list), 1e-9, "n = " + n);
    }
  }

  @Test
  void smallestReachableP() {
    assertEquals(0.5, SignedRank.twoSidedP(List.of(1., 1.)), 1e-12);
    assertEquals(0.0625, SignedRank.twoSidedP(List.of(1., 1., 1., 1., 1.)), 1e-12);
    assertEquals(1.0, SignedRank.twoSidedP(List.of(0., 0.)));
    assertEquals(1.0, SignedRank.twoSidedP(List.of()));
  }
}
