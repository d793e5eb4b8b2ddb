package org.dsd4j.reports.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.SentencePrediction;
import org.junit.jupiter.api.Test;

class SpeechMetricsTest {
  private static final List<String> YEARS = List.of("93", "92");
  private static final List<SentencePrediction> SAID =
      List.of(
          sentence(0, "a b", "a b", "93"),
          sentence(1, "a c", "a b", "93"),
          sentence(2, "a", "b c", "92"));

  @Test
  void areTheMetricsOfTheClaims() {
    List<Metric> claimed = Claims.load().row("deepspeech").orElseThrow().metrics();
    assertEquals(claimed, SpeechMetrics.of(YEARS).subList(0, 2));
  }

  @Test
  void oneSetHasPlainNames() {
    List<Metric> metrics = SpeechMetrics.of(List.of(""));
    assertEquals(
        new Metric("wer", "word error rate", "%", Direction.LOWER_IS_BETTER), metrics.get(0));
    assertEquals(
        List.of("wer", "cer", "substitutions", "deletions", "insertions"),
        metrics.stream().map(Metric::id).toList());
    assertEquals(3, metrics.stream().filter(m -> !m.direction().judges()).count());
  }

  @Test
  void eachSetIsScoredAlone() {
    Map<String, Double> values = SpeechMetrics.values(YEARS, SAID);
    assertEquals(25, values.get("wer-93"), 1e-12);
    assertEquals(200, values.get("wer-92"), 1e-12);
    assertEquals(100, values.get("substitutions-92"), 1e-12);
    assertEquals(100, values.get("insertions-92"), 1e-12);
    assertEquals(
        SpeechMetrics.of(YEARS).stream().map(Metric::id).toList(), List.copyOf(values.keySet()));
  }

  @Test
  void everyFaultIsSaidAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> SpeechMetrics.values(List.of("93", "dev"), SAID));
    assertTrue(e.getMessage().contains("[92]"), e.getMessage());
    assertTrue(e.getMessage().contains("'dev' has no reference word"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> SpeechMetrics.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> SpeechMetrics.of(List.of("a", "a")));
  }

  @Test
  void severalReferencesAreRefused() {
    SentencePrediction two =
        new SentencePrediction(0, "x", List.of("a"), List.of(List.of("a"), List.of("b")));
    assertThrows(
        IllegalArgumentException.class, () -> SpeechMetrics.values(List.of(""), List.of(two)));
  }

  @Test
  void theBootstrapKnowsThem() {
    CountedScores family = new WordErrorScores();
    assertTrue(CountedScores.ALL.stream().anyMatch(scores -> scores.has("wer-93")));
    assertTrue(family.has("cer"));
    assertFalse(family.has("bleu-4"));
    assertTrue(family.counts("wer-93", "93"));
    assertFalse(family.counts("wer-93", "92"));
    assertFalse(family.counts("wer", "92"));
    long[] counts = family.count(List.of("b", "c"), List.of(List.of("a")));
    assertEquals(200, family.score("wer-92", counts), 1e-12);
    assertEquals(200, family.score("cer-92", counts), 1e-12);
    assertEquals(0, family.score("deletions-92", counts), 1e-12);
  }

  @Test
  void aDrawnCorpusWithoutWordsHasAScore() {
    CountedScores family = new WordErrorScores();
    assertEquals(0, family.score("wer", new long[8]));
    long[] inserted = family.count(List.of("b"), List.of(List.of()));
    assertEquals(100, family.score("wer", inserted));
    assertEquals(100, family.score("insertions", inserted));
    assertEquals(0, family.score("substitutions", inserted));
  }

  @Test
  void setsHaveNames() {
    assertEquals(Optional.of("93"), SpeechMetrics.setOfWer("wer-93"));
    assertEquals(Optional.of(""), SpeechMetrics.setOfWer("wer"));
    assertEquals(Optional.empty(), SpeechMetrics.setOfWer("cer"));
    assertEquals("WSJ'93", SpeechMetrics.setLabel("93"));
    assertEquals("clean", SpeechMetrics.setLabel("clean"));
  }

  private static SentencePrediction sentence(
      long example, String reference, String hypothesis, String set) {
    return new SentencePrediction(
        example,
        "u" + example,
        List.of(hypothesis.split(" ", -1)),
        List.of(List.of(reference.split(" ", -1))),
        set);
  }
}
