package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.reproductions.row.UsageException;
import org.junit.jupiter.api.Test;

class ArmTest {
  private static final LearningRate RATE = LearningRate.constant(0.1);
  private static final PruningPolicy POLICY = PruningPolicy.perLayer(Sparsity.of(0.5));
  private static final DsdPlan PLAN =
      DsdPlan.of(
          new Phase.Dense("d", Budget.steps(4), RATE),
          new Phase.Sparse("s", Budget.steps(2), RATE, POLICY),
          new Phase.Redense("r", Budget.steps(2), RATE));

  private static List<String> ids(List<Arm> arms) {
    return arms.stream().map(Arm::id).toList();
  }

  @Test
  void everyArmStartsWhereItsParentEnds() {
    List<Arm> arms = Arm.of(PLAN);
    assertEquals(List.of("baseline", "sparse", "dsd", "continued", "llr"), ids(arms));
    assertEquals(List.of(0, 1, 2, 1, 1), arms.stream().map(Arm::firstPhase).toList());
    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of("baseline"),
            Optional.of("sparse"),
            Optional.of("baseline"),
            Optional.of("baseline")),
        arms.stream().map(Arm::parent).toList());
  }

  @Test
  void theControlsHaveTheBudgetOfDsd() {
    List<Arm> arms = Arm.of(PLAN);
    long dsd = steps(arms.get(2).plan());
    assertEquals(dsd, steps(arms.get(3).plan()));
    assertEquals(dsd, steps(arms.get(4).plan()));
  }

  @Test
  void iterativeDsdHasAnArmForEachTurn() {
    DsdPlan twice =
        PLAN.andAgain(
            new Phase.Sparse("s2", Budget.steps(2), RATE, POLICY),
            new Phase.Redense("r2", Budget.steps(2), RATE));
    assertEquals(
        List.of("baseline", "sparse", "dsd", "sparse2", "dsd2", "equal-epochs", "continued", "llr"),
        ids(Arm.of(twice)));
  }

  @Test
  void selectingAnArmSelectsItsParents() {
    assertEquals(
        List.of("baseline", "sparse", "dsd"), ids(Arm.select(Arm.of(PLAN), List.of("dsd"))));
    assertEquals(5, Arm.select(Arm.of(PLAN), List.of()).size());
  }

  @Test
  void unknownArmsAreNamed() {
    var e =
        assertThrows(
            UsageException.class, () -> Arm.select(Arm.of(PLAN), List.of("dsd", "warm", "cold")));
    assertEquals(
        "there is no arm warm, cold; the arms are baseline, sparse, dsd, continued, llr",
        e.getMessage());
  }

  private static long steps(DsdPlan plan) {
    return plan.phases().stream().mapToLong(phase -> phase.budget().inSteps(1)).sum();
  }

  /** The baseline of the paper's speech tables. */
  @Test
  void theEqualEpochsBaselineIsDenseForOnePass() {
    DsdPlan twice =
        PLAN.andAgain(
            new Phase.Sparse("s2", Budget.steps(30), RATE, POLICY),
            new Phase.Redense("r2", Budget.steps(20), RATE));
    Arm equal = Arm.select(Arm.of(twice), List.of("equal-epochs")).get(1);
    assertEquals(Optional.of("baseline"), equal.parent());
    assertEquals(steps(PLAN), steps(equal.plan()));
    assertEquals(0, equal.plan().turns());
    assertEquals(2, twice.turns());
  }
}
