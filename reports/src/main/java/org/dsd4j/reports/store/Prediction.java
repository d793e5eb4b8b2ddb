package org.dsd4j.reports.store;

import java.util.OptionalInt;

/**
 * A network's prediction for one example of the test split.
 *
 * @param example its position in the split, from 0
 * @param label the right class
 * @param predicted the class with the highest score
 * @param rank of the right class among the scores, 1 being the highest; of equal scores the class
 *     with the lower index comes first. Empty in older files, which have no rank column
 */
public record Prediction(long example, int label, int predicted, OptionalInt rank) {
  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the rank is below 1 or another number is negative
   */
  public Prediction {
    if (example < 0 || label < 0 || predicted < 0) {
      throw new IllegalArgumentException("example, label and predicted must not be negative");
    }
    if (rank.isPresent() && rank.getAsInt() < 1) {
      throw new IllegalArgumentException("the rank must be at least 1 but is " + rank.getAsInt());
    }
  }
}
