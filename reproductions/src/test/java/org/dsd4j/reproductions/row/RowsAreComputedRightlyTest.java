package org.dsd4j.reproductions.row;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.djl.check.CheckResult;
import org.dsd4j.djl.check.NetworkCheck;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.network.Network;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The network of every row, on a batch of its own data, against FLOAT64. */
@Tag("slow")
@ExtendWith(StartEngine.class)
final class RowsAreComputedRightlyTest {
  private static final int BATCH = 4;

  static List<String> rows() {
    return Row.all().stream().map(Row::id).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theCheckFindsNothing(String row) {
    Request request =
        Request.of(Scale.EMBEDDED).with(RowSettings.CACHE, Optional.of(Path.of("target", "cache")));
    Experiment experiment = Row.find(row).prepare(request);
    experiment.prepare(
        new PreparationContext(
            EngineStart.start(StartEngine.NAME, 2, DeviceChoice.CPU),
            2,
            request.cache(),
            line -> {},
            new DsdObserver() {}));
    try (Network network =
            Network.initialize(
                experiment.newBlock(),
                StartEngine.NAME,
                Device.cpu(),
                1,
                experiment.inputShapes());
        NDManager scope = network.manager().newSubManager();
        BatchStream batches = experiment.training(1, BATCH).open(0, scope)) {
      CheckResult result = NetworkCheck.of(network.block()).check(batches.next(scope).data());
      assertInstanceOf(CheckResult.Right.class, result, result.inWords());
    }
  }
}
