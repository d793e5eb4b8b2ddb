package org.dsd4j.reports.model;

import java.util.List;
import org.dsd4j.reports.record.PhaseCost;

/**
 * What training cost.
 *
 * @param steps optimizer steps
 * @param epochs passes over the training examples
 * @param examples training examples seen
 * @param seconds wall time
 */
public record TrainingCost(long steps, double epochs, long examples, double seconds) {
  /** Nothing spent. */
  public static final TrainingCost NONE = new TrainingCost(0, 0, 0, 0);

  static TrainingCost of(List<PhaseCost> phases) {
    TrainingCost sum = NONE;
    for (PhaseCost phase : phases) {
      sum =
          sum.plus(
              new TrainingCost(phase.steps(), phase.epochs(), phase.examples(), phase.seconds()));
    }
    return sum;
  }

  /** Both together. */
  public TrainingCost plus(TrainingCost other) {
    return new TrainingCost(
        steps + other.steps,
        epochs + other.epochs,
        examples + other.examples,
        seconds + other.seconds);
  }

  /** The mean over seeds, whole numbers rounded; at least one budget. */
  static TrainingCost mean(List<TrainingCost> budgets) {
    int n = budgets.size();
    TrainingCost sum = budgets.stream().reduce(NONE, TrainingCost::plus);
    return new TrainingCost(
        Math.round((double) sum.steps / n),
        sum.epochs / n,
        Math.round((double) sum.examples / n),
        sum.seconds / n);
  }
}
