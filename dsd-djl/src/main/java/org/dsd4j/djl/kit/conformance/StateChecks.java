package org.dsd4j.djl.kit.conformance;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.djl.kit.nn.Dropout;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MomentumSgd;

/** Checks that results repeat. */
final class StateChecks {
  private static final int LARGE = 1 << 20;
  private static final int TIMES = 100;
  private static final long ALLOWED_KIB = 200L * 1024;

  private StateChecks() {}

  /** Restores checkpoints that engines wrote, and computes what they computed. */
  static void checkpoint(NDManager manager) {
    for (String engine : CrossEngineCheckpoint.WRITERS) {
      CrossEngineCheckpoint.requireSame(manager, engine);
    }
  }

  /** Trains twice from one seed. */
  static void seeds(NDManager manager) {
    String first = trained(manager, 3);
    ConformanceFailure.unless(
        first.equals(trained(manager, 3)), "training twice ends in other bits");
    ConformanceFailure.unless(!first.equals(trained(manager, 4)), "two seeds end in the same bits");
  }

  private static String trained(NDManager manager, int seed) {
    Engine engine = manager.getEngine();
    try (Network network = CrossEngineCheckpoint.network(manager, seed);
        MomentumSgd sgd = MomentumSgd.of(Tracker.fixed(0.05f), 0.9f)) {
      engine.setRandomSeed(seed);
      for (int step = 0; step < 3; step++) {
        try (NDManager scope = manager.newSubManager();
            GradientCollector collector = engine.newGradientCollector()) {
          NDArray output =
              network
                  .forward(new NDList(CrossEngineCheckpoint.input(scope)), true)
                  .singletonOrThrow();
          collector.backward(Dropout.drop(output, 0.3).square().sum());
        }
        for (NamedParameter named : network.parameters().all()) {
          if (named.trains()) {
            try (NDArray gradient = named.array().getGradient()) {
              sgd.update(named.parameter().getId(), named.array(), gradient);
            }
          }
        }
      }
      return network.sha256();
    }
  }

  /** Makes and closes 800 MB, 8 MB at a time. */
  static void memory(NDManager manager) {
    long before = 0;
    for (int i = 0; i < TIMES; i++) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray ones = scope.full(new Shape(LARGE), 1, DataType.FLOAT32);
        float sum = ones.exp().sum().getFloat();
        ConformanceFailure.unless(Float.isFinite(sum), "the sum is " + sum);
      }
      if (i == TIMES / 10) {
        before = residentKib();
      }
    }
    long grown = residentKib() - before;
    ConformanceFailure.unless(grown < ALLOWED_KIB, "memory grew by " + grown / 1024 + " MiB");
  }

  private static long residentKib() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      throw new ConformanceFailure(
          "not tried: only Linux tells the resident memory of a process in /proc");
    }
    try {
      List<String> lines = Files.readAllLines(status);
      return lines.stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
