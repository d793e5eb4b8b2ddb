package org.dsd4j.reports.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.record.Metric;
import org.junit.jupiter.api.Test;

class CaptionMetricsTest {
  private static final List<String> DOG = List.of("a", "dog", "runs", "on", "grass");
  private static final List<String> CAT = List.of("a", "cat");

  @Test
  void describesVariety() {
    CaptionVariety variety = CaptionVariety.of(List.of(DOG, CAT, DOG, DOG), Set.of(CAT));
    assertEquals(new CaptionVariety(4, 2, 17 / 4.0, 0.25), variety);
    assertEquals(0.5, variety.distinctShare());
    assertEquals(new CaptionVariety(0, 0, 0, 0), CaptionVariety.of(List.of(), Set.of(CAT)));
    assertThrows(IllegalArgumentException.class, () -> new CaptionVariety(1, 2, 3, 0));
    assertThrows(IllegalArgumentException.class, () -> new CaptionVariety(1, 1, 3, Double.NaN));
  }

  @Test
  void valuesCarryEveryMetricInOrder() {
    BleuCounts counts = BleuCounts.of(DOG.subList(0, 4), List.of(DOG));
    Map<String, Double> values =
        CaptionMetrics.values(counts, CaptionVariety.of(List.of(DOG, CAT), Set.of(CAT)));
    assertEquals(
        CaptionMetrics.all().stream().map(Metric::id).toList(), List.copyOf(values.keySet()));
    assertEquals("bleu-4", values.keySet().iterator().next());
    assertEquals(100, values.get("bleu-4"), 1e-9);
    assertEquals(100 * Math.exp(-0.25), values.get("bleu-4-bp"), 1e-9);
    assertEquals(100, values.get("distinct-captions"));
    assertEquals(3.5, values.get("mean-length"));
    assertEquals(50, values.get("seen-captions"));
  }

  @Test
  void onlyBleuHasADirection() {
    assertFalse(CaptionMetrics.SEEN.direction().judges());
    assertEquals(1.5, CaptionMetrics.LENGTH.direction().improvement(8, 9.5));
    assertEquals(2, CaptionMetrics.BLEU.get(0).direction().improvement(16, 18));
  }

  @Test
  void labelsAreThoseOfTheClaims() {
    assertEquals(Claims.load().row("neuraltalk").orElseThrow().metrics(), CaptionMetrics.BLEU);
  }

  @Test
  void readsTheOrderFromAnId() {
    assertEquals(OptionalInt.of(4), CaptionMetrics.bleuOrder("bleu-4"));
    assertEquals(OptionalInt.of(2), CaptionMetrics.bleuOrder("bleu-2-bp"));
    assertEquals(OptionalInt.empty(), CaptionMetrics.bleuOrder("mean-length"));
    assertEquals(OptionalInt.empty(), CaptionMetrics.bleuOrder("bleu-5"));
  }
}
