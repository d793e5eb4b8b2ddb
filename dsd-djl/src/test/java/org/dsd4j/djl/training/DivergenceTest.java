package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.dataset.ArrayDataset;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class DivergenceTest {
  /** Remembers the weights after each step that was taken. */
  private static final class Last implements DsdObserver {
    private final Network network;
    private String sha256;

    Last(Network network) {
      this.network = network;
      this.sha256 = network.sha256();
    }

    @Override
    public void stepDone(Step step) {
      sha256 = network.sha256();
    }
  }

  @Test
  void aRateThatIsFarTooHighIsNamedWithPhaseAndStep() {
    DsdPlan plan =
        DsdPlan.of(
            new Phase.Dense("warm", Budget.steps(3), LearningRate.constant(0.1)),
            new Phase.Sparse(
                "thin",
                Budget.steps(9),
                LearningRate.constant(1e25),
                PruningPolicy.perLayer(Sparsity.of(0.3))));
    try (LoopFixture fixture = new LoopFixture(Fixtures.mlp(6), 1)) {
      Last last = new Last(fixture.network);
      DivergedException e = diverges(fixture, plan, last);
      assertEquals("thin", e.phase());
      assertEquals(1, e.position().phase());
      assertEquals(3 + e.position().step(), e.position().globalStep());
      assertTrue(e.position().step() > 0, e::getMessage);
      assertTrue(
          e.getMessage()
              .matches(
                  "training diverged in phase thin, step \\d+: the .*; lower the learning rate"),
          e::getMessage);
      assertEquals(last.sha256, fixture.network.sha256(), "the weights before the step");
      assertGradientsAreZero(fixture.network);
    }
  }

  @Test
  void aLossThatIsNotANumberIsNamed() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[][] inputs = Fixtures.inputs(LoopFixture.EXAMPLES, 1);
      inputs[4][2] = Float.NaN;
      ArrayDataset dataset = dataset(manager, inputs);
      // Linear alone: the rectifier of some engines turns what is no number into 0.
      Block linear = new SequentialBlock().add(Linear.builder().setUnits(Fixtures.CLASSES).build());
      try (LoopFixture fixture = new LoopFixture(linear, 1, dataset)) {
        Last last = new Last(fixture.network);
        DivergedException e = diverges(fixture, LoopFixture.dense(3, 0.1), last);
        assertTrue(e.getMessage().contains("the loss is NaN"), e::getMessage);
        assertEquals(last.sha256, fixture.network.sha256());
        assertGradientsAreZero(fixture.network);
      }
    }
  }

  @Test
  void aGradientThatIsNotANumberIsNamedByItsParameter() {
    // The root of zero has a slope of infinity, times zero.
    SequentialBlock block =
        new SequentialBlock()
            .add(Linear.builder().setUnits(5).build())
            .add(new LambdaBlock(DivergenceTest::addRootOfZero, "root"))
            .add(Linear.builder().setUnits(Fixtures.CLASSES).build());
    try (LoopFixture fixture = new LoopFixture(block, 1)) {
      String before = fixture.network.sha256();
      DivergedException e = diverges(fixture, LoopFixture.dense(3, 0.1), new DsdObserver() {});
      assertTrue(
          e.getMessage().contains("step 0: the gradient of 01Linear.weight is not finite"),
          e::getMessage);
      assertEquals(Position.START, e.position());
      assertEquals(before, fixture.network.sha256());
      assertGradientsAreZero(fixture.network);
    }
  }

  @Test
  void weightsThatTheLastUpdateOfAPhaseBreaksAreNoticed() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[][] inputs = Fixtures.inputs(LoopFixture.EXAMPLES, 1);
      for (float[] row : inputs) {
        for (int i = 0; i < row.length; i++) {
          row[i] *= 100;
        }
      }
      try (LoopFixture fixture = new LoopFixture(Fixtures.mlp(6), 1, dataset(manager, inputs))) {
        DsdPlan plan = LoopFixture.dense(1, 3e38);
        DivergedException e = diverges(fixture, plan, new DsdObserver() {});
        assertTrue(e.getMessage().contains("step 1: the value of 0"), e::getMessage);
      }
    }
  }

  private static DivergedException diverges(
      LoopFixture fixture, DsdPlan plan, DsdObserver observer) {
    return assertThrows(
        DivergedException.class,
        () -> fixture.run(plan, Position.START, observer, LoopSettings.of(1), Evaluation.NONE));
  }

  /** What was not finite must not be added to the next gradient. */
  private static void assertGradientsAreZero(Network network) {
    for (NamedParameter named : network.parameters().all()) {
      try (NDArray gradient = named.array().getGradient()) {
        for (float value : gradient.toFloatArray()) {
          assertEquals(0, value, named.path());
        }
      }
    }
  }

  private static NDList addRootOfZero(NDList list) {
    NDArray h = list.singletonOrThrow();
    return new NDList(h.add(h.mul(0).abs().sqrt()));
  }

  private static ArrayDataset dataset(NDManager manager, float[][] inputs) {
    return new ArrayDataset.Builder()
        .setData(manager.create(inputs))
        .optLabels(manager.create(Fixtures.labels(inputs)))
        .setSampling(LoopFixture.BATCH, false)
        .build();
  }
}
