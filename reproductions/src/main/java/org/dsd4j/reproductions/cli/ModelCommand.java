package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reproductions.inference.FinishedModel;
import org.dsd4j.reproductions.row.UsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that applies the model of a finished run to files and prints a line for each. */
abstract class ModelCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description = {
        "An arm of a finished run: the folder SCALE/ROW/ENGINE/SEED/ARM of its store, such as",
        "runs/embedded/neuraltalk/PyTorch/1/dsd."
      })
  private Path run;

  @Option(
      names = "--beam",
      paramLabel = "K",
      defaultValue = "1",
      description = "Beginnings that the decoder keeps; 1, greedy, by default.")
  private int beam;

  @Mixin private EngineOptions engineOptions;

  /** Loads the model of an arm. */
  abstract FinishedModel open(Path arm, int beginnings, StartedEngine engine);

  /** The files that the user named, at least one. */
  abstract List<Path> files();

  @Override
  public final Integer call() {
    if (beam < 1) {
      throw new UsageException("--beam must be at least 1 but was " + beam + "; 1 is greedy");
    }
    StartedEngine engine = engineOptions.start();
    PrintStream out = System.out;
    int code = 0;
    try (FinishedModel model = open(run, beam, engine)) {
      for (Path file : files()) {
        try {
          out.println(file + ": " + model.describe(file));
        } catch (BrokenExampleException e) {
          // The others may be fine.
          System.err.println("dsd: " + e.getMessage());
          code = Dsd.DATA;
        }
      }
      out.flush();
    }
    return code;
  }
}
