package org.dsd4j.reproductions.cli;

import ai.djl.engine.Engine;
import org.dsd4j.djl.engine.EngineStart;
import org.dsd4j.reproductions.row.UsageException;
import picocli.CommandLine.Option;

/** The options that say what computes. */
final class EngineOptions {
  static final String ENGINE = "PyTorch";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation; all cores by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  int threads() {
    return threads;
  }

  Engine start() {
    if (threads < 1) {
      throw new UsageException("--threads must be at least 1 but was " + threads);
    }
    try {
      return EngineStart.start(ENGINE, threads);
    } catch (IllegalStateException e) {
      throw new RunFailedException(e.getMessage(), e);
    }
  }
}
