package org.dsd4j.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.junit.jupiter.api.Test;

class DsdPlanTest {
  private static final PruningPolicy POLICY = PruningPolicy.perLayer(Sparsity.of(0.3));

  private static Phase.Dense dense(String name) {
    return new Phase.Dense(name, Budget.epochs(4), LearningRate.constant(0.1));
  }

  private static Phase.Sparse sparse(String name) {
    return new Phase.Sparse(name, Budget.epochs(2), LearningRate.constant(0.01), POLICY);
  }

  private static Phase.Redense redense(String name) {
    return new Phase.Redense(name, Budget.epochs(3), LearningRate.constant(0.001));
  }

  private static final DsdPlan DSD = DsdPlan.of(dense("d"), sparse("s"), redense("r"));

  @Test
  void derivesTheBaselineAndTheSparseArm() {
    assertEquals(List.of(dense("d")), DSD.baseline().phases());
    assertEquals(List.of(dense("d"), sparse("s")), DSD.sparseOnly().phases());
  }

  @Test
  void controlsHaveTheBudgetAndRatesWithoutAMask() {
    List<Phase> phases = DSD.continued().phases();
    assertEquals(3, phases.size());
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Phase.Dense.class, phases.get(i));
      assertEquals(DSD.phases().get(i).budget(), phases.get(i).budget());
      assertEquals(DSD.phases().get(i).rate(), phases.get(i).rate());
    }
  }

  @Test
  void lowerRateLeavesTheBaselineAlone() {
    List<Phase> phases = DSD.lowerRate(0.1).phases();
    assertEquals(0.1, phases.get(0).rate().base(), 1e-12);
    assertEquals(0.001, phases.get(1).rate().base(), 1e-12);
    assertEquals(0.0001, phases.get(2).rate().base(), 1e-12);
  }

  @Test
  void iterates() {
    DsdPlan twice = DSD.andAgain(sparse("s2"), redense("r2"));
    assertEquals(5, twice.phases().size());
    assertEquals(2, twice.sparseOnly().phases().size());
  }

  @Test
  void namesEveryProblemAtOnce() {
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> DsdPlan.of(redense("a"), sparse("b"), dense("a")));
    assertEquals(
        "not a DSD plan: re-dense phase a does not follow a sparse phase; two phases are named a;"
            + " dense phase a follows a sparse phase; make it a Phase.Redense",
        e.getMessage());
  }

  @Test
  void budgetsScaleInTheirUnit() {
    assertEquals(Budget.epochs(2), DSD.scaledBudgets(0.5).phases().get(0).budget());
    assertEquals(Budget.steps(3), Budget.steps(6).scaled(0.5));
    assertEquals(Budget.steps(1), Budget.steps(6).scaled(0.01));
    assertEquals(45, Budget.epochs(1.25).inSteps(36));
    assertThrows(IllegalArgumentException.class, () -> Budget.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> Budget.steps(-1));
  }
}
