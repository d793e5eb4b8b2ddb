package org.dsd4j.reports.record;

import java.util.Set;

/**
 * One phase as it is planned, in both units of a budget.
 *
 * @param name such as {@code dense}, {@code sparse}, {@code sparse-2}
 * @param kind {@link #DENSE}, {@link #SPARSE} or {@link #REDENSE}
 * @param steps optimizer steps; 0 for a phase that only evaluates, such as a first dense phase
 *     whose weights were given
 * @param epochs the same budget in passes over the training examples, at least 0
 * @param learningRate the rate at the phase's first step
 * @param schedule how the rate moves inside the phase, in words
 * @param sparsity share of each pruned layer that is zero, in [0, 1); 0 outside sparse phases
 */
public record PhasePlan(
    String name,
    String kind,
    long steps,
    double epochs,
    double learningRate,
    String schedule,
    double sparsity) {
  /** The kind of a phase without masks. */
  public static final String DENSE = "DENSE";

  /** The kind of a phase whose masks keep pruned weights at zero. */
  public static final String SPARSE = "SPARSE";

  /** The kind of a phase that trains on without the masks of the sparse phase before it. */
  public static final String REDENSE = "REDENSE";

  static final Set<String> KINDS = Set.of(DENSE, SPARSE, REDENSE);

  /** Checks names and ranges. */
  public PhasePlan {
    Problems problems = new Problems("phase " + name);
    problems.checkName("name", name);
    problems.check(
        kind != null && KINDS.contains(kind),
        "kind must be DENSE, SPARSE or REDENSE but was '" + kind + "'");
    problems.checkCount("steps", steps, RecordLimits.STEPS);
    problems.checkAmount("epochs", epochs, RecordLimits.EPOCHS);
    problems.checkAmount("learningRate", learningRate, RecordLimits.FIGURE);
    problems.checkPresent("schedule", schedule);
    problems.check(sparsity >= 0 && sparsity < 1, "sparsity must be in [0, 1) but was " + sparsity);
    problems.throwIfAny();
  }

  /** Whether the phase moves any weight; false when it has no steps and is evaluated alone. */
  public boolean trains() {
    return steps > 0;
  }
}
