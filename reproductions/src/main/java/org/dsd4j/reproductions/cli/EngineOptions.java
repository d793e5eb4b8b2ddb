package org.dsd4j.reproductions.cli;

import java.util.List;
import org.dsd4j.djl.kit.engine.EngineStart;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.RunSettings;
import org.dsd4j.reproductions.setting.Setting.Effect;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options of a command that starts an engine and runs no rows. */
@Command
final class EngineOptions {
  @Mixin private SettingOptions options = new SettingOptions(RunSettings.OF_ENGINE);

  /** The same options for another engine, as words of a command line. */
  List<String> words(String engine) {
    return options
        .read()
        .with(RunSettings.ENGINE, engine)
        .words(RunSettings.OF_ENGINE, Effect.values());
  }

  int threads() {
    return read().threads();
  }

  StartedEngine start() {
    return start(read());
  }

  boolean reproducible() {
    return read().pinned().isPresent();
  }

  private RunOptions read() {
    return new RunOptions(options.read());
  }

  /** Starts the engine that is asked for. */
  static StartedEngine start(RunOptions asked) {
    try {
      return asked.pinned().isPresent()
          ? EngineStart.startReproducibly(asked.engine(), asked.threads(), asked.device())
          : EngineStart.start(asked.engine(), asked.threads(), asked.device());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } catch (IllegalStateException e) {
      throw new RunFailedException(e.getMessage(), e);
    }
  }
}
