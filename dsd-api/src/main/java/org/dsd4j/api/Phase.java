package org.dsd4j.api;

import org.dsd4j.api.pruning.PruningPolicy;

/**
 * One phase of training.
 *
 * @see DsdPlan
 */
public sealed interface Phase permits Phase.Dense, Phase.Sparse, Phase.Redense {
  /**
   * Returns the name of the phase, unique in its plan.
   *
   * @return the name, never blank
   */
  String name();

  /**
   * Returns how long the phase trains.
   *
   * @return the budget, never null
   */
  Budget budget();

  /**
   * Returns the learning rate over the phase.
   *
   * @return the schedule, never null
   */
  LearningRate rate();

  /**
   * Returns the same phase with a longer or shorter budget.
   *
   * @param factor what to multiply the budget with, greater than 0
   * @return the phase, never null
   */
  Phase scaledBudget(double factor);

  /**
   * Every weight trains: the D of DSD, and the controls.
   *
   * @param name the name, unique in the plan
   * @param budget how long
   * @param rate the learning rate
   */
  record Dense(String name, Budget budget, LearningRate rate) implements Phase {
    /** Checks the name. */
    public Dense {
      requireName(name);
    }

    @Override
    public Phase scaledBudget(double factor) {
      return new Dense(name, budget.scaled(factor), rate);
    }
  }

  /**
   * Prunes at its start and keeps what is pruned at zero: the S of DSD. The masks are fixed for the
   * whole phase.
   *
   * @param name the name, unique in the plan
   * @param budget how long
   * @param rate the learning rate
   * @param pruning which parameters are pruned, and how much
   */
  record Sparse(String name, Budget budget, LearningRate rate, PruningPolicy pruning)
      implements Phase {
    /** Checks the name. */
    public Sparse {
      requireName(name);
    }

    @Override
    public Phase scaledBudget(double factor) {
      return new Sparse(name, budget.scaled(factor), rate, pruning);
    }
  }

  /**
   * Lifts the masks: pruned weights start again from zero and everything trains. The last D of DSD.
   *
   * @param name the name, unique in the plan
   * @param budget how long
   * @param rate the learning rate
   */
  record Redense(String name, Budget budget, LearningRate rate) implements Phase {
    /** Checks the name. */
    public Redense {
      requireName(name);
    }

    @Override
    public Phase scaledBudget(double factor) {
      return new Redense(name, budget.scaled(factor), rate);
    }
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a phase needs a name");
    }
  }
}
