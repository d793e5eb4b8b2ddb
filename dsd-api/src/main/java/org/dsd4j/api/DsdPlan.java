package org.dsd4j.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The phases of one training, in order.
 *
 * <p>{@code dense, sparse, redense} is DSD; {@code dense, sparse, redense, sparse, redense} is
 * iterative DSD (the {@code goto} of the paper's Algorithm 1). The plans that a DSD plan is
 * compared with are derived from it: {@link #baseline()}, {@link #sparseOnly()}, {@link
 * #continued()}, {@link #lowerRate(double)}, {@link #equalEpochs()}.
 *
 * @param phases the phases, at least one, with unique names; a {@code Redense} phase follows a
 *     {@code Sparse} one, and no {@code Dense} phase does
 */
public record DsdPlan(List<Phase> phases) {
  /**
   * Checks the order of the phases.
   *
   * @throws IllegalArgumentException with every problem of the plan in one message
   */
  public DsdPlan {
    phases = List.copyOf(phases);
    List<String> problems = problems(phases);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("not a DSD plan: " + String.join("; ", problems));
    }
  }

  /**
   * Returns the plan of these phases.
   *
   * @param phases the phases in order
   * @return the plan, never null
   * @throws IllegalArgumentException when they are not a plan
   */
  public static DsdPlan of(Phase... phases) {
    return new DsdPlan(List.of(phases));
  }

  /**
   * Appends another sparse and re-dense phase: one more iteration of iterative DSD.
   *
   * @param sparse the sparse phase
   * @param redense the phase after it
   * @return the longer plan, never null
   */
  public DsdPlan andAgain(Phase.Sparse sparse, Phase.Redense redense) {
    List<Phase> longer = new ArrayList<>(phases);
    longer.add(sparse);
    longer.add(redense);
    return new DsdPlan(longer);
  }

  /**
   * Returns the dense phases before the first sparse one: the original training.
   *
   * @return the plan, never null
   * @throws IllegalArgumentException when the plan starts sparse
   */
  public DsdPlan baseline() {
    return new DsdPlan(phases.subList(0, firstSparse()));
  }

  /**
   * Returns the plan up to the end of the first sparse phase.
   *
   * @return the plan, never null
   */
  public DsdPlan sparseOnly() {
    return new DsdPlan(phases.subList(0, Math.min(firstSparse() + 1, phases.size())));
  }

  /**
   * Returns the control of equal budget: the same phases with the same rates, without a mask.
   *
   * @return the plan, never null
   */
  public DsdPlan continued() {
    return afterBaseline("continued", UnaryOperator.identity());
  }

  /**
   * Returns the paper's control "LLR": as {@link #continued()}, with every rate after the baseline
   * multiplied.
   *
   * @param factor what to multiply with; the paper lowers the rate by a decade: 0.1
   * @return the plan, never null
   */
  public DsdPlan lowerRate(double factor) {
    return afterBaseline("llr", rate -> rate.scaled(factor));
  }

  /**
   * Returns the baseline that the paper compares its speech networks with: dense, trained as long
   * as one pass of DSD. The sparse and the re-dense phase of the first iteration are replaced by
   * dense phases of the same budgets, with the schedule of the dense phase.
   *
   * @return the plan, never null
   * @throws IllegalStateException when there is no dense phase before the first sparse one
   * @see <a href="https://arxiv.org/abs/1607.04381">the tables of DeepSpeech, row "Baseline"</a>
   */
  public DsdPlan equalEpochs() {
    int first = firstSparse();
    if (first == 0) {
      throw new IllegalStateException(
          "there is no dense phase before the first sparse one to take the schedule from");
    }
    LearningRate rate = phases.get(first - 1).rate();
    List<Phase> longer = new ArrayList<>(phases.subList(0, first));
    for (Phase phase : phases.subList(first, Math.min(first + 2, phases.size()))) {
      longer.add(new Phase.Dense("equal-" + phase.name(), phase.budget(), rate));
    }
    return new DsdPlan(longer);
  }

  /**
   * Returns how often the plan prunes: 1 for DSD, 2 and more for iterative DSD.
   *
   * @return the number of sparse phases, at least 0
   */
  public int turns() {
    return (int) phases.stream().filter(Phase.Sparse.class::isInstance).count();
  }

  /**
   * Returns the first sparse phase.
   *
   * @return the phase, or empty when the plan prunes nothing
   */
  public Optional<Phase.Sparse> firstSparsePhase() {
    return phases.stream()
        .filter(Phase.Sparse.class::isInstance)
        .map(Phase.Sparse.class::cast)
        .findFirst();
  }

  /**
   * Returns the same plan for a network that is already trained: the dense phases before the first
   * sparse one have no steps. The network is evaluated as it is, and the sparse and re-dense phases
   * follow.
   *
   * @return the plan, never null
   */
  public DsdPlan fromTrained() {
    List<Phase> changed = new ArrayList<>();
    for (Phase phase : phases.subList(0, firstSparse())) {
      changed.add(new Phase.Dense(phase.name(), Budget.steps(0), phase.rate()));
    }
    changed.addAll(phases.subList(firstSparse(), phases.size()));
    return new DsdPlan(changed);
  }

  /**
   * Returns the same plan with every budget multiplied.
   *
   * @param factor what to multiply with, greater than 0
   * @return the plan, never null
   */
  public DsdPlan scaledBudgets(double factor) {
    return new DsdPlan(phases.stream().map(phase -> phase.scaledBudget(factor)).toList());
  }

  private DsdPlan afterBaseline(String prefix, UnaryOperator<LearningRate> change) {
    List<Phase> control = new ArrayList<>(phases.subList(0, firstSparse()));
    for (Phase phase : phases.subList(firstSparse(), phases.size())) {
      String name = prefix + "-" + phase.name();
      control.add(new Phase.Dense(name, phase.budget(), change.apply(phase.rate())));
    }
    return new DsdPlan(control);
  }

  private int firstSparse() {
    int index = 0;
    while (index < phases.size() && !(phases.get(index) instanceof Phase.Sparse)) {
      index++;
    }
    return index;
  }

  private static List<String> problems(List<Phase> phases) {
    List<String> problems = new ArrayList<>();
    if (phases.isEmpty()) {
      problems.add("it has no phase");
    }
    Set<String> names = new HashSet<>();
    Phase before = null;
    for (Phase phase : phases) {
      if (!names.add(phase.name())) {
        problems.add("two phases are named " + phase.name());
      }
      if (phase instanceof Phase.Redense && !(before instanceof Phase.Sparse)) {
        problems.add("re-dense phase " + phase.name() + " does not follow a sparse phase");
      }
      if (phase instanceof Phase.Dense && before instanceof Phase.Sparse) {
        problems.add(
            "dense phase " + phase.name() + " follows a sparse phase; make it a Phase.Redense");
      }
      before = phase;
    }
    return problems;
  }
}
