package org.dsd4j.reports.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsd4j.reports.record.Metric;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final Claims claims = Claims.load();

  @Test
  void everyRowIsThere() {
    assertEquals(
        Set.of(
            "googlenet",
            "vgg16",
            "resnet18",
            "resnet50",
            "alexnet",
            "squeezenet",
            "neuraltalk",
            "deepspeech",
            "deepspeech2"),
        new HashSet<>(claims.rows().stream().map(Claim::row).toList()));
    assertEquals(Set.of("deck", "paper", "zoo"), claims.sources().keySet());
  }

  @Test
  void deckAndPaperAreKeptApart() {
    Claim claim = claims.row("resnet18").orElseThrow();
    assertEquals(
        List.of(
            new Headline("deck", "top1-error", 30.4, 29.3, 1.1, 3.7),
            new Headline("paper", "top1-error", 30.4, 29.2, 1.2, 4.1)),
        claim.headlines());
    assertEquals(
        List.of(new Claim.Pair("paper", 30.43, 29.17), new Claim.Pair("deck", 30.4, 29.3)),
        claim.pairs("top1-error"));
    assertEquals(List.of(new Claim.Pair("paper", 10.76, 10.13)), claim.pairs("top5-error"));
  }

  @Test
  void phasesCarryTheirSettings() {
    PhaseClaim sparse = claims.row("vgg16").orElseThrow().phases().get(1);
    assertEquals(Map.of("sparsity", 0.3, "epochs", 1.25, "learningRate", 1e-4), sparse.settings());
    assertEquals(Map.of("top1-error", 28.19, "top5-error", 9.23), sparse.metrics());
    assertEquals(
        0.8, claims.row("neuraltalk").orElseThrow().phases().get(1).settings().get("sparsity"));
  }

  @Test
  void speechHasTwoIterationsAndLayers() {
    Claim claim = claims.row("deepspeech").orElseThrow();
    assertEquals(6, claim.phases().size());
    assertEquals(List.of(new Claim.Pair("paper", 28.03, 27.45)), claim.pairs("wer-92"));
    assertEquals(8_139_805L, claim.layers().stream().mapToLong(Claim.LayerClaim::count).sum());
    assertEquals(
        List.of(new Claim.Pair("zoo", 42.56, 38.24)),
        claims.row("squeezenet").orElseThrow().pairs("top1-error"));
  }

  @Test
  void everyFigureNamesAKnownMetricAndSource() {
    for (Claim claim : claims.rows()) {
      List<String> metrics = claim.metrics().stream().map(Metric::id).toList();
      for (PhaseClaim phase : claim.phases()) {
        assertTrue(metrics.containsAll(phase.metrics().keySet()), claim.row());
        assertTrue(claims.sources().containsKey(phase.source()), claim.row());
      }
      for (Headline line : claim.headlines()) {
        assertTrue(metrics.contains(line.metric()), claim.row());
        assertTrue(claims.sources().containsKey(line.source()), claim.row());
      }
    }
  }
}
