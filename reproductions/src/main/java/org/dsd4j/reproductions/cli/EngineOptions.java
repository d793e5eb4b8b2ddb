package org.dsd4j.reproductions.cli;

import ai.djl.engine.Engine;
import org.dsd4j.djl.engine.EngineStart;
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

  String name() {
    return engine;
  }

  int threads() {
    return threads;
  }

  Engine start() {
    if (threads < 1) {
      throw new UsageException("--threads must be at least 1 but was " + threads);
    }
    try {
      return EngineStart.start(engine, threads);
    } catch (IllegalStateException e) {
      throw new RunFailedException(e.getMessage(), e);
    }
  }
}
