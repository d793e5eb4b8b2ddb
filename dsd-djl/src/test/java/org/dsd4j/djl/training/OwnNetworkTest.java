package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.optimizer.Optimizer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Networks of a user's own, trained where and how a DJL user would. */
@ExtendWith(StartEngine.class)
final class OwnNetworkTest {
  private static final DsdPlan PLAN = LoopFixture.plan(6, 6, 6);

  @Test
  void anyThreadGivesTheSameBits() throws Exception {
    List<float[]> here = trained(4);
    List<float[]> there = Trainings.inWorker(() -> trained(4));
    assertAlike(here, there);
  }

  @Test
  void twoTrainingsAtTheSameTimeEachEndAsIfAlone() throws Exception {
    List<float[]> first = trained(4);
    List<float[]> second = trained(5);
    for (int round = 0; round < 3; round++) {
      List<List<float[]>> both = Trainings.inWorkers(List.of(() -> trained(4), () -> trained(5)));
      assertAlike(first, both.get(0));
      assertAlike(second, both.get(1));
    }
  }

  @Test
  void aCollectorOfDjlsOwnLoopIsWaitedFor() throws Exception {
    List<float[]> alone = trained(4);
    CountDownLatch open = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 50; i++) {
                // As DJL's loop does it, which knows of no turns: it may find ours open.
                try {
                  GradientCollector collector = Engine.getInstance().newGradientCollector();
                  open.countDown();
                  Thread.sleep(2);
                  collector.close();
                } catch (IllegalStateException | InterruptedException e) {
                  Thread.onSpinWait();
                }
              }
            });
    other.start();
    open.await();
    assertAlike(alone, trained(4));
    other.join();
    // What a collector that found another one open must not leave behind.
    Block block = Fixtures.mlp(3);
    try (Network network = Fixtures.network(block, 1)) {
      network.parameters().all().get(0).array().muli(2);
    }
  }

  /** With dropout and normalisation, whose values come from the generator that all share. */
  private static List<float[]> trained(long seed) {
    Block block = Fixtures.mlpWithNormAndDropout();
    try (NDManager manager = NDManager.newBaseManager();
        DsdResult result =
            Trainings.of(block, manager)
                .seed(seed)
                .validate(Fixtures.dataset(manager, 9, 7))
                .evaluateEvery(2)
                .run(PLAN)) {
      assertTrue(result.finished());
      return Trainings.values(block);
    } finally {
      block.clear();
    }
  }

  @Test
  void prunedWeightsStayZeroInAWorkerThread() throws Exception {
    Block block = Fixtures.mlp(8);
    try (NDManager manager = NDManager.newBaseManager()) {
      DsdPlan sparse = new DsdPlan(PLAN.phases().subList(0, 2));
      DsdResult result = Trainings.inWorker(() -> Trainings.of(block, manager).run(sparse));
      Mask mask = result.masks().mask("01Linear.weight").orElseThrow();
      float[] values = Trainings.values(block, "01Linear.weight");
      assertTrue(
          IntStream.range(0, values.length).allMatch(i -> mask.keeps(i) == (values[i] != 0)));
    } finally {
      block.clear();
    }
  }

  @Test
  void frozenParametersAreNeverTouchedAndListed() {
    Linear body = Linear.builder().setUnits(Fixtures.IN).build();
    SequentialBlock block =
        new SequentialBlock()
            .add(body)
            .add(Activation::relu)
            .add(Linear.builder().setUnits(Fixtures.CLASSES).build());
    try (NDManager manager = NDManager.newBaseManager()) {
      Trainings.of(block, manager).run(LoopFixture.dense(3, 0.1)).close();
      body.freezeParameters(true);
      float[] before = Trainings.values(block, "01Linear.weight");
      try (DsdResult result = Trainings.of(block, manager).run(PLAN)) {
        assertArrayEquals(before, Trainings.values(block, "01Linear.weight"));
        assertEquals(List.of("03Linear.weight"), List.copyOf(result.masks().masks().keySet()));
        assertEquals("frozen, never pruned", result.excluded().get("01Linear.weight"));
        assertEquals("bias, never pruned", result.excluded().get("03Linear.bias"));
      }
      body.freezeParameters(false);
      Trainings.of(block, manager).run(LoopFixture.dense(1, 0.1)).close();
      assertFalse(Arrays.equals(before, Trainings.values(block, "01Linear.weight")));
    } finally {
      block.clear();
    }
  }

  @Test
  void runningStatisticsAreNotTrainedAfterAThaw() {
    Block block = Fixtures.mlpWithNormAndDropout();
    Block twin = Fixtures.mlpWithNormAndDropout();
    try (NDManager manager = NDManager.newBaseManager()) {
      // DJL's own way of unfreezing takes running statistics for parameters.
      block.freezeParameters(true);
      block.freezeParameters(false);
      Trainings.of(block, manager).run(PLAN).close();
      Trainings.of(twin, manager).run(PLAN).close();
      assertAlike(Trainings.values(twin), Trainings.values(block));
      assertFalse(
          NetworkParameters.of(block).find("02BatchNorm.runningMean").orElseThrow().trains());
    } finally {
      block.clear();
      twin.clear();
    }
  }

  @Test
  void aSharedParameterIsOneUnderAnyOfItsPaths() {
    Linear shared = Linear.builder().setUnits(Fixtures.IN).build();
    SequentialBlock block =
        new SequentialBlock()
            .add(shared)
            .add(Activation::relu)
            .add(shared)
            .add(Linear.builder().setUnits(Fixtures.CLASSES).build());
    NetworkParameters parameters = NetworkParameters.of(block);
    assertEquals(4, parameters.all().size());
    assertEquals(List.of("01Linear.weight", "03Linear.weight"), parameters.all().get(0).paths());
    assertEquals(parameters.find("01Linear.weight"), parameters.find("03Linear.weight"));
    PruningPolicy policy =
        PruningPolicy.perLayer(Sparsity.of(0.5)).excluding("03Linear.weight", "kept for a test");
    try (NDManager manager = NDManager.newBaseManager();
        DsdResult result = Trainings.of(block, manager).run(sparse(policy))) {
      assertEquals(List.of("04Linear.weight"), List.copyOf(result.masks().masks().keySet()));
      assertEquals(
          Fixtures.IN * Fixtures.IN + Fixtures.IN + Fixtures.CLASSES * (Fixtures.IN + 1L),
          result.network().parameters().trainable());
    } finally {
      block.clear();
    }
  }

  private static DsdPlan sparse(PruningPolicy policy) {
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.steps(2), LearningRate.constant(0.1)),
        new Phase.Sparse("sparse", Budget.steps(2), LearningRate.constant(0.1), policy));
  }

  @Test
  void theUsersInitializersAreKeptAndFollowTheSeed() {
    assertArrayEquals(new float[36], minus(initial(new ConstantInitializer(0.25f), 1), 0.25f));
    float[] first = initial(new NormalInitializer(0.5f), 1);
    assertArrayEquals(first, initial(new NormalInitializer(0.5f), 1));
    assertFalse(Arrays.equals(first, initial(new NormalInitializer(0.5f), 2)));
  }

  private static float[] initial(ai.djl.training.initializer.Initializer initializer, long seed) {
    Block block = Linear.builder().setUnits(Fixtures.IN).build();
    block.setInitializer(initializer, Parameter.Type.WEIGHT);
    try (var network = Fixtures.network(block, seed)) {
      return Fixtures.values(network, "weight");
    }
  }

  private static float[] minus(float[] values, float value) {
    float[] rest = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rest[i] = values[i] - value;
    }
    return rest;
  }

  @Test
  void gradientsThatWereLeftBehindAreForgotten() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<List<float[]>> ends =
          IntStream.range(0, 2)
              .mapToObj(
                  leftBehind -> {
                    Block block = Fixtures.mlp(8);
                    try (var network = Fixtures.network(block, 4)) {
                      if (leftBehind == 1) {
                        // Gradients of another use, without an update after them.
                        Fixtures.step(network, new Idle(), 1);
                      }
                      Trainings.of(block, manager).run(PLAN).close();
                      return Trainings.values(block);
                    }
                  })
              .toList();
      assertAlike(ends.get(0), ends.get(1));
    }
  }

  @Test
  void anOptimizerThatDoesNotClearGradientsDescendsAllTheSame() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Block own = Fixtures.mlp(8);
      Block ours = Fixtures.mlp(8);
      Trainings.of(own, manager).optimizer(Plain::new).run(PLAN).close();
      Trainings.of(ours, manager).optimizer(rate -> MomentumSgd.of(rate, 0)).run(PLAN).close();
      assertAlike(Trainings.values(ours), Trainings.values(own));
    }
  }

  /** An optimizer that does nothing. */
  private static final class Idle extends Optimizer {
    Idle() {
      super(MomentumSgd.builder());
    }

    @Override
    public void update(String parameterId, NDArray weight, NDArray grad) {}
  }

  /** Gradient descent as a user might write it. */
  private static final class Plain extends Optimizer {
    private final ai.djl.training.tracker.Tracker rate;

    Plain(ai.djl.training.tracker.Tracker rate) {
      super(MomentumSgd.builder());
      this.rate = rate;
    }

    @Override
    public void update(String parameterId, NDArray weight, NDArray grad) {
      weight.subi(grad.mul(rate.getNewValue(1)));
    }
  }

  @Test
  void pruningABlockThatHasNoValuesSaysSo() {
    Block block = Fixtures.mlp(8);
    try (var masked = new MaskedOptimizer(Optimizer.adam().build(), block)) {
      var e =
          assertThrows(
              IllegalStateException.class,
              () -> masked.prune(PruningPolicy.perLayer(Sparsity.of(0.5))));
      assertEquals(
          "there is nothing to prune yet: initialise the network first, with"
              + " block.initialize(...) or trainer.initialize(...); it has no values of"
              + " 01Linear.weight, 01Linear.bias, 03Linear.weight, 03Linear.bias",
          e.getMessage());
    }
  }

  @Test
  void valuesOfAnotherTypeAreRefused() {
    Block block = Fixtures.mlp(8);
    try (NDManager manager = NDManager.newBaseManager()) {
      block.initialize(manager, DataType.FLOAT64, new Shape(1, Fixtures.IN));
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> Trainings.of(block, manager).run(PLAN));
      assertTrue(
          e.getMessage().startsWith("01Linear.weight has values of type float64 already"),
          e::getMessage);
      assertEquals(
          DataType.FLOAT64, NetworkParameters.of(block).all().get(0).array().getDataType());
    }
  }

  static void assertAlike(List<float[]> expected, List<float[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }
}
