package com.example.plans;

import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;

/** A plan, written without any engine. */
final class HalfOfEachLayer {
  static final DsdPlan PLAN =
      DsdPlan.of(
          new Phase.Dense("dense", Budget.epochs(8), LearningRate.constant(0.03)),
          new Phase.Sparse(
              "sparse",
              Budget.epochs(4),
              LearningRate.constant(0.01),
              PruningPolicy.perLayer(Sparsity.of(0.50))),
          new Phase.Redense("redense", Budget.epochs(4), LearningRate.constant(0.003)));

  private HalfOfEachLayer() {}
}
