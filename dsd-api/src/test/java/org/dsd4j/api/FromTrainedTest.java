package org.dsd4j.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.junit.jupiter.api.Test;

class FromTrainedTest {
  private static final LearningRate RATE = LearningRate.constant(0.1);
  private static final DsdPlan PLAN =
      DsdPlan.of(
          new Phase.Dense("dense", Budget.epochs(90), RATE),
          new Phase.Sparse(
              "sparse", Budget.epochs(45), RATE, PruningPolicy.perLayer(Sparsity.of(0.3))),
          new Phase.Redense("redense", Budget.steps(7), RATE));

  @Test
  void theDensePhaseIsNotTrainedAndTheOthersStay() {
    DsdPlan plan = PLAN.fromTrained();
    assertEquals(0, plan.phases().get(0).budget().inSteps(1000));
    assertEquals(PLAN.phases().subList(1, 3), plan.phases().subList(1, 3));
    assertEquals(1, plan.baseline().phases().size());
    assertEquals(3, plan.continued().phases().size());
  }

  @Test
  void noStepsStayNoStepsWhenBudgetsAreScaled() {
    DsdPlan plan = PLAN.fromTrained().scaledBudgets(3);
    assertEquals(0, plan.phases().get(0).budget().inSteps(1000));
    assertEquals(21, plan.phases().get(2).budget().inSteps(1000));
  }
}
