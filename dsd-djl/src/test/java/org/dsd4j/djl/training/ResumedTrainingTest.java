package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.CheckpointException;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.optimizer.Adam;
import org.dsd4j.djl.optimizer.MaskedMomentum;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.RmsProp;
import org.dsd4j.djl.training.Trainings.Steps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints: whose they are, stopping and going on, and the best weights. */
@ExtendWith(StartEngine.class)
final class ResumedTrainingTest {
  private static final DsdPlan PLAN = LoopFixture.plan(6, 6, 6);

  private final NDManager manager = NDManager.newBaseManager();
  private final List<Block> blocks = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void free() {
    blocks.forEach(Block::clear);
    manager.close();
  }

  private Block block() {
    Block block = Fixtures.mlpWithNormAndDropout();
    blocks.add(block);
    return block;
  }

  private Path file() {
    return folder.resolve("c.safetensors");
  }

  private DsdTraining training(Block block) {
    return Trainings.of(block, manager)
        .validate(Fixtures.dataset(manager, 9, 7))
        .checkpoint(file(), Duration.ZERO);
  }

  @Test
  void aFinishedTrainingIsNotRunAgain() {
    training(block()).run(PLAN).close();
    Steps steps = new Steps();
    Block again = block();
    try (DsdResult result = training(again).observe(steps).run(PLAN)) {
      assertEquals(0, steps.taken);
      assertTrue(result.finished());
      assertTrue(result.metrics().containsKey("loss"));
    }
    OwnNetworkTest.assertAlike(Trainings.values(blocks.get(0)), Trainings.values(again));
  }

  @Test
  void anotherTrainingsCheckpointIsRefusedWithEveryDifference() {
    training(block()).run(PLAN).close();
    DsdPlan other =
        new DsdPlan(
            List.of(
                PLAN.phases().get(0),
                new Phase.Sparse(
                    "sparse",
                    Budget.steps(6),
                    LearningRate.constant(0.05),
                    PruningPolicy.perLayer(Sparsity.of(0.8))),
                PLAN.phases().get(2)));
    String message =
        refusal(
            training ->
                training
                    .seed(9)
                    .optimizer(rate -> MomentumSgd.of(rate, 0.5f))
                    .maskedMomentum(MaskedMomentum.KEEP)
                    .boundGradientNorm(3)
                    .accumulate(2)
                    .train(Fixtures.dataset(manager, 16, 3), 4),
            other);
    for (String difference :
        List.of(
            file() + " is of another training: ",
            "batch size is 5 there and 4 here",
            "batches of an update is 1 there and 2 here",
            "examples is 20 there and 16 here",
            "largest norm of gradients is OptionalDouble.empty there and OptionalDouble[3.0] here",
            "momentum of pruned weights is ZERO there and KEEP here",
            "optimizer is MomentumSgd(momentum=0.9, nesterov=false, weightDecay=0.0, rescale=1.0,"
                + " clip=none) there and MomentumSgd(momentum=0.5,",
            "phase 2 is Sparse[name=sparse",
            "seed is 4 there and 9 here",
            "; choose another file, or move it away to start again")) {
      assertTrue(message.contains(difference), () -> difference + " is not in\n" + message);
    }
    assertFalse(message.contains("phase 1 is"), message);
    assertFalse(message.contains("precision"), message);
  }

  @Test
  void eachDifferenceAloneIsRefused() {
    training(block()).run(PLAN).close();
    Map<String, UnaryOperator<DsdTraining>> changes =
        Map.of(
            "seed is", training -> training.seed(5),
            "optimizer is", training -> training.optimizer(rate -> MomentumSgd.of(rate, 0.8f)),
            "batches of an update is", training -> training.accumulate(2),
            "largest norm of gradients is", training -> training.boundGradientNorm(1),
            "best weights is", t -> t.keepBest("loss", MetricDirection.LOWER_IS_BETTER),
            "batch size is", t -> t.train(Fixtures.dataset(manager, 20, 3), 10));
    changes.forEach(
        (name, change) -> {
          String message = refusal(change, PLAN);
          assertTrue(message.contains(": " + name), message);
        });
    Block frozen = block();
    frozen.getChildren().valueAt(0).freezeParameters(true);
    String message =
        assertThrows(CheckpointException.class, () -> training(frozen).run(PLAN)).getMessage();
    assertTrue(message.contains("frozen is - there and 01Linear.weight 01Linear.bias"), message);
    String shorter = refusal(UnaryOperator.identity(), new DsdPlan(PLAN.phases().subList(0, 2)));
    assertTrue(shorter.contains("phase 3 is Redense"), shorter);
    assertTrue(shorter.contains("not set here"), shorter);
  }

  private String refusal(UnaryOperator<DsdTraining> change, DsdPlan plan) {
    Block block = block();
    Steps steps = new Steps();
    DsdTraining training = change.apply(training(block)).observe(steps);
    String message = assertThrows(CheckpointException.class, () -> training.run(plan)).getMessage();
    assertEquals(0, steps.taken);
    return message;
  }

  @ParameterizedTest
  @ValueSource(strings = {"MomentumSgd", "RmsProp", "Adam", "AdamW"})
  void stoppedAnywhereAndGoneOnItEndsWithTheSameBits(String kind) {
    Block whole = block();
    Trainings.of(whole, manager).optimizer(optimizer(kind)).run(PLAN).close();
    for (int at : new int[] {0, 3, 6, 9, 17}) {
      Path own = folder.resolve(kind + at);
      Block stopped = block();
      AtomicInteger asked = new AtomicInteger();
      try (DsdResult result =
          Trainings.of(stopped, manager)
              .optimizer(optimizer(kind))
              .checkpoint(own)
              .stopWhen(() -> asked.getAndIncrement() >= at)
              .run(PLAN)) {
        assertFalse(result.finished());
        assertEquals(at, result.end().globalStep());
        assertEquals(at > 0, Files.exists(own));
      }
      Block goneOn = block();
      Steps steps = new Steps();
      try (DsdResult result =
          Trainings.of(goneOn, manager)
              .optimizer(optimizer(kind))
              .checkpoint(own)
              .observe(steps)
              .run(PLAN)) {
        assertTrue(result.finished());
        assertEquals(18 - at, steps.taken);
      }
      OwnNetworkTest.assertAlike(Trainings.values(whole), Trainings.values(goneOn));
    }
  }

  @Test
  void anInterruptStopsWithACheckpoint() throws Exception {
    Block whole = block();
    Trainings.of(whole, manager).run(PLAN).close();
    DsdObserver interrupter =
        new DsdObserver() {
          @Override
          public void stepDone(Step step) {
            if (step.at().globalStep() == 8) {
              Thread.currentThread().interrupt();
            }
          }
        };
    boolean stillInterrupted =
        Trainings.inWorker(
            () -> {
              try (DsdResult result = training(block()).observe(interrupter).run(PLAN)) {
                assertFalse(result.finished());
                assertEquals(8, result.end().globalStep());
              }
              return Thread.currentThread().isInterrupted();
            });
    assertTrue(stillInterrupted, "whoever runs the thread has to know, too");
    Block goneOn = block();
    training(goneOn).run(PLAN).close();
    OwnNetworkTest.assertAlike(Trainings.values(whole), Trainings.values(goneOn));
  }

  private static Function<Tracker, Optimizer> optimizer(String kind) {
    return rate ->
        switch (kind) {
          case "MomentumSgd" -> MomentumSgd.of(rate, 0.9f);
          case "RmsProp" -> RmsProp.builder().setLearningRateTracker(rate).build();
          case "Adam" -> Adam.of(rate);
          default -> Adam.adamW(rate, 0.1f);
        };
  }

  /** Writes down what the loss was at each evaluation of the last phase. */
  private static final class Losses implements DsdObserver {
    private double best = Double.NaN;
    private double last;

    @Override
    public void evaluated(Position at, Map<String, Double> metrics) {
      last = metrics.get("loss");
      if (at.phase() == 2 && !(best <= last)) {
        best = last;
      }
    }
  }

  @Test
  void theBestWeightsOfTheLastPhaseAreKeptThroughABreak() {
    DsdPlan plan =
        DsdPlan.of(
            PLAN.phases().get(0),
            PLAN.phases().get(1),
            // So fast that the last weights are not the best.
            new Phase.Redense("redense", Budget.steps(12), LearningRate.constant(2)));
    Losses losses = new Losses();
    Block whole = block();
    List<float[]> best;
    try (DsdResult result = best(whole).observe(losses).run(plan)) {
      assertTrue(losses.best < losses.last, losses.best + " is not better than " + losses.last);
      assertEquals(losses.best, result.metrics().get("loss"));
      best = Trainings.values(whole);
    }
    for (int at : new int[] {13, 15, 20, 23}) {
      Path own = folder.resolve("best" + at);
      AtomicInteger asked = new AtomicInteger();
      best(block()).checkpoint(own).stopWhen(() -> asked.getAndIncrement() >= at).run(plan).close();
      Block goneOn = block();
      try (DsdResult result = best(goneOn).checkpoint(own).run(plan)) {
        assertEquals(losses.best, result.metrics().get("loss"), "stopped at " + at);
      }
      OwnNetworkTest.assertAlike(best, Trainings.values(goneOn));
      Block again = block();
      best(again).checkpoint(own).run(plan).close();
      OwnNetworkTest.assertAlike(best, Trainings.values(again));
    }
  }

  private DsdTraining best(Block block) {
    return Trainings.of(block, manager)
        .validate(Fixtures.dataset(manager, 9, 7))
        .evaluateEvery(1)
        .keepBest("loss", MetricDirection.LOWER_IS_BETTER);
  }
}
