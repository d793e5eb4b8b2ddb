package org.dsd4j.reports.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that cannot be, and scores of corpora that are nearly empty. */
final class CountRangesTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0",
    "1, -1, 0, 0",
    "1, 2, 0, 0",
    "1, 1, -0.1, 0",
    "1, 1, NaN, 0",
    "1, 1, 0, -0.1",
    "1, 1, 0, 1.1",
    "1, 1, 0, NaN"
  })
  void varietyHasRanges(int captions, int distinct, double length, double seen) {
    assertThrows(
        IllegalArgumentException.class, () -> new CaptionVariety(captions, distinct, length, seen));
  }

  @Test
  void theEndsOfTheRangesAreInThem() {
    assertEquals(1, new CaptionVariety(2, 2, 0, 1).distinctShare());
    assertEquals(0, new CaptionVariety(0, 0, 0, 0).distinctShare());
    assertEquals(0.5, new CaptionVariety(4, 2, 3, 0).distinctShare());
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, 0", "0, -1, 0, 0", "0, 0, -1, 0", "0, 0, 0, -1"})
  void wordErrorsAreNotNegative(long wrong, long gone, long more, long right) {
    assertThrows(IllegalArgumentException.class, () -> new WordErrors(wrong, gone, more, right));
  }

  @Test
  void countsOfBleuHaveFourOrders() {
    List<Long> four = List.of(1L, 1L, 1L, 1L);
    List<Long> three = List.of(1L, 1L, 1L);
    assertThrows(IllegalArgumentException.class, () -> new BleuCounts(three, four, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new BleuCounts(four, three, 1, 1));
  }

  @Test
  void scoresOfBleuAreThoseOfTheCounts() {
    CountedScores bleu = new BleuScores();
    assertTrue(bleu.has("bleu-4") && bleu.has("bleu-1"));
    assertFalse(bleu.has("wer") || bleu.has("bleu-5") || bleu.has("bleu"));
    assertTrue(bleu.counts("bleu-4", ""));
    List<String> said = List.of("a", "dog", "runs", "on", "grass");
    long[] counts = bleu.count(said, List.of(said));
    assertEquals(100, bleu.score("bleu-4", counts), 1e-9);
    long[] none = bleu.count(List.of("cat"), List.of(said));
    assertEquals(0, bleu.score("bleu-1", none));
  }

  /** Of two references that are as far away in length, the shorter one counts. */
  @Test
  void theClosestReferenceCounts() {
    List<String> said = List.of("a", "b", "c");
    List<String> shorter = List.of("a", "b");
    List<String> longer = List.of("a", "b", "c", "d");
    assertEquals(2, BleuCounts.of(said, List.of(longer, shorter)).referenceLength());
    assertEquals(2, BleuCounts.of(said, List.of(shorter, longer)).referenceLength());
    assertEquals(3, BleuCounts.of(said, List.of(longer, said, shorter)).referenceLength());
  }

  /** A drawn corpus may have no reference word. */
  @ParameterizedTest
  @CsvSource({
    "wer, 3, 100",
    "wer, 0, 0",
    "substitutions, 3, 0",
    "deletions, 3, 0",
    "insertions, 3, 100"
  })
  void aCorpusWithoutWordsHasAScore(String metric, long insertions, double score) {
    CountedScores errors = new WordErrorScores();
    assertTrue(errors.has(metric), metric);
    long[] sum = new long[8];
    sum[2] = insertions;
    assertEquals(score, errors.score(metric, sum));
  }

  @Test
  void charactersHaveCountsOfTheirOwn() {
    CountedScores errors = new WordErrorScores();
    long[] sum = {0, 0, 0, 10, 1, 2, 1, 5};
    assertEquals(0, errors.score("wer", sum));
    assertEquals(50, errors.score("cer", sum));
  }

  @Test
  void ratesOfClassesAreTwo() {
    assertTrue(ClassErrors.has(ClassErrors.TOP1_ERROR) && ClassErrors.has(ClassErrors.TOP5_ERROR));
    assertFalse(ClassErrors.has("wer"));
  }
}
