package org.dsd4j.reproductions.cli;

import org.dsd4j.djl.kit.engine.DeviceChoice;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.row.UsageException;
import picocli.CommandLine.Option;

/** The options that say what computes. */
final class EngineOptions {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "PyTorch",
      description = "The engine that computes: PyTorch by default; see dsd engines.")
  private String engine;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation; all cores by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = {
        "Where it computes: cpu (default); gpu, gpu1 and so on; or auto, the first GPU if",
        "there is one. No GPU was at hand to try this on: see docs/engines.md."
      })
  private String device;

  String name() {
    return engine;
  }

  DeviceChoice device() {
    try {
      return new DeviceChoice(device);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--" + e.getMessage());
    }
  }

  int threads() {
    return threads;
  }

  StartedEngine start() {
    if (threads < 1) {
      throw new UsageException("--threads must be at least 1 but was " + threads);
    }
    try {
      return EngineStart.start(engine, threads, device());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } catch (IllegalStateException e) {
      throw new RunFailedException(e.getMessage(), e);
    }
  }
}
