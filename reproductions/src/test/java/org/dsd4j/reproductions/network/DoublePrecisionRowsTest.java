package org.dsd4j.reproductions.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.fixture.TrainedInDouble;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.PreparationContext;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The network, data, loss and optimizer of every row take a few steps in double precision. */
@Tag("slow")
@ExtendWith(StartEngine.class)
final class DoublePrecisionRowsTest {
  private static final int BATCH = 2;

  static List<String> rows() {
    return Row.all().stream().map(Row::id).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void trains(String row) {
    Request request =
        Request.of(Scale.EMBEDDED)
            .with(RowSettings.CACHE, Optional.of(Path.of("target", "cache")))
            .with(RowSettings.PRECISION, Precision.DOUBLE);
    Experiment experiment = Row.find(row).prepare(request);
    prepare(experiment, request.cache());
    Block block = experiment.newBlock();
    PlannedRate rate = new PlannedRate();
    List<Double> losses = new ArrayList<>();
    try (Network network =
            Network.initialize(
                block,
                StartEngine.NAME,
                Device.cpu(),
                request.precision(),
                1,
                experiment.inputShapes());
        MaskedOptimizer optimizer = experiment.maskedOptimizer(rate, block)) {
      new DsdLoop(
              network,
              experiment.newLoss(),
              optimizer,
              rate,
              experiment.training(1, BATCH),
              Evaluation.NONE,
              new Losses(losses),
              LoopSettings.of(1).boundingNorm(experiment.largestGradientNorm()))
          .run(plan(experiment), Position.START);
      TrainedInDouble.requireDoubles(network);
      TrainedInDouble.requireZeros(network, optimizer, (path, values) -> {});
    }
    assertEquals(3, losses.size());
    assertTrue(
        losses.stream().anyMatch(loss -> loss != (double) (float) loss.doubleValue()),
        () -> "all are floats: " + losses);
  }

  private record Losses(List<Double> losses) implements DsdObserver {
    @Override
    public void stepDone(Step step) {
      losses.add(step.loss());
    }
  }

  private static void prepare(Experiment experiment, Path cache) {
    experiment.prepare(
        new PreparationContext(
            EngineStart.start(StartEngine.NAME, 2, DeviceChoice.CPU),
            2,
            cache,
            line -> {},
            new DsdObserver() {}));
  }

  private static DsdPlan plan(Experiment experiment) {
    LearningRate rate = LearningRate.constant(1e-3);
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.steps(1), rate),
        new Phase.Sparse(
            "sparse",
            Budget.steps(2),
            rate,
            experiment.plan().firstSparsePhase().orElseThrow().pruning()));
  }
}
