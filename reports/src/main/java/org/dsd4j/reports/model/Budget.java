package org.dsd4j.reports.model;

import java.util.List;
import org.dsd4j.reports.record.Spent;

/**
 * What training cost.
 *
 * @param steps optimizer steps
 * @param epochs passes over the training examples
 * @param examples training examples seen
 * @param seconds wall time
 */
public record Budget(long steps, double epochs, long examples, double seconds) {
  /** Nothing spent. */
  public static final Budget NONE = new Budget(0, 0, 0, 0);

  static Budget of(List<Spent> phases) {
    Budget sum = NONE;
    for (Spent phase : phases) {
      sum = sum.plus(new Budget(phase.steps(), phase.epochs(), phase.examples(), phase.seconds()));
    }
    return sum;
  }

  /** Both together. */
  public Budget plus(Budget other) {
    return new Budget(
        steps + other.steps,
        epochs + other.epochs,
        examples + other.examples,
        seconds + other.seconds);
  }

  /** The mean over seeds, whole numbers rounded; at least one budget. */
  static Budget mean(List<Budget> budgets) {
    int n = budgets.size();
    Budget sum = budgets.stream().reduce(NONE, Budget::plus);
    return new Budget(
        Math.round((double) sum.steps / n),
        sum.epochs / n,
        Math.round((double) sum.examples / n),
        sum.seconds / n);
  }
}
