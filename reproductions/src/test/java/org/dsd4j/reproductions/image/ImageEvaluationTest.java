package org.dsd4j.reproductions.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.dsd4j.reports.store.Prediction;
import org.junit.jupiter.api.Test;

class ImageEvaluationTest {
  @Test
  void theRankCountsTheClassesBefore() {
    assertEquals(said(1, 1, 1), ImageEvaluation.prediction(4, 1, 0.1f, 0.7f, 0.2f));
    assertEquals(said(2, 1, 2), ImageEvaluation.prediction(4, 2, 0.1f, 0.7f, 0.2f));
    assertEquals(said(0, 1, 3), ImageEvaluation.prediction(4, 0, 0.1f, 0.7f, 0.2f));
  }

  @Test
  void ofEqualScoresTheLowerClassStandsBefore() {
    assertEquals(said(0, 0, 1), ImageEvaluation.prediction(4, 0, 0.5f, 0.5f, 0.5f));
    assertEquals(said(1, 0, 2), ImageEvaluation.prediction(4, 1, 0.5f, 0.5f, 0.5f));
    assertEquals(said(2, 0, 3), ImageEvaluation.prediction(4, 2, 0.5f, 0.5f, 0.5f));
  }

  @Test
  void scoresThatAreNoNumbersAreErrors() {
    float nan = Float.NaN;
    assertEquals(OptionalInt.of(3), ImageEvaluation.prediction(4, 0, nan, nan, nan).rank());
    assertEquals(OptionalInt.of(3), ImageEvaluation.prediction(4, 2, nan, nan, nan).rank());
    assertEquals(OptionalInt.of(2), ImageEvaluation.prediction(4, 2, nan, 0.1f, 0.7f).rank());
  }

  private static Prediction said(int label, int predicted, int rank) {
    return new Prediction(4, label, predicted, OptionalInt.of(rank));
  }
}
