package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reports.text.SafeText;
import org.dsd4j.reproductions.inference.FinishedModel;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.setting.Setting;
import org.dsd4j.reproductions.setting.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that applies the model of a finished run to files and prints a line for each. */
abstract class ModelCommand implements Callable<Integer> {
  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description =
          "An arm of a finished run: the folder SCALE/ROW/ENGINE/SEED/ARM of its store, such as"
              + " runs/embedded/neuraltalk/PyTorch/1/dsd.")
  private Path run;

  @Mixin private SettingOptions decoding;
  @Mixin private EngineOptions engineOptions;

  /** Every model decodes with a beam; a command has one more setting. */
  ModelCommand(Setting<?> own) {
    decoding = new SettingOptions(List.of(RowSettings.BEAM, own));
  }

  /** Loads the model of an arm. */
  abstract FinishedModel open(Path arm, Settings decoding, StartedEngine engine);

  /** The files that the user named, at least one. */
  abstract List<Path> files();

  @Override
  public final Integer call() {
    Settings asked = decoding.read();
    StartedEngine engine = engineOptions.start();
    PrintStream out = System.out;
    int code = 0;
    try (FinishedModel model = open(run, asked, engine)) {
      for (Path file : files()) {
        try {
          out.println(SafeText.line(file + ": " + model.describe(file)));
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
