package org.dsd4j.reports.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.dsd4j.reports.store.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassErrorsTest {
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "2, 1, 0", "5, 1, 0", "6, 1, 1", "1000, 1, 1"})
  void anErrorIsARankBelowTheDepth(int rank, long top1, long top5) {
    Prediction prediction = new Prediction(0, 7, rank == 1 ? 7 : 8, OptionalInt.of(rank));
    assertArrayEquals(new long[] {top1, top5, 1}, ClassErrors.count(prediction));
    assertTrue(ClassErrors.supports(ClassErrors.TOP1_ERROR, prediction));
    assertTrue(ClassErrors.supports(ClassErrors.TOP5_ERROR, prediction));
  }

  @Test
  void withoutARankTheFirstClassIsAllThatIsTold() {
    Prediction right = new Prediction(0, 7, 7, OptionalInt.empty());
    Prediction wrong = new Prediction(1, 7, 8, OptionalInt.empty());
    assertArrayEquals(new long[] {0, 0, 1}, ClassErrors.count(right));
    assertArrayEquals(new long[] {1, 0, 1}, ClassErrors.count(wrong));
    assertTrue(ClassErrors.supports(ClassErrors.TOP1_ERROR, wrong));
    assertFalse(ClassErrors.supports(ClassErrors.TOP5_ERROR, wrong));
  }

  @Test
  void ratesAreInPerCent() {
    assertEquals(37.5, ClassErrors.rate(ClassErrors.TOP1_ERROR, 3, 1, 8));
    assertEquals(12.5, ClassErrors.rate(ClassErrors.TOP5_ERROR, 3, 1, 8));
    assertFalse(ClassErrors.has("bleu-4"));
  }
}
