package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.run.ProgressPrinter;
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.RunSettings;
import org.dsd4j.reproductions.run.SensitivityOptions;
import org.dsd4j.reproductions.run.SensitivityRun;
import org.dsd4j.reproductions.run.SensitivitySettings;
import org.dsd4j.reproductions.run.StopRequest;
import org.dsd4j.reproductions.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "sensitivity",
    description =
        "Prunes the baseline of a row at several sparsities, all layers at once and each alone,"
            + " and measures the validation error right after pruning and after the sparse phase."
            + " The baseline is trained first where it is missing; points measured before are skipped.",
    mixinStandardHelpOptions = true)
final class SensitivityCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ROW", description = "The row; see dsd list.")
  private String row;

  // The curve of one seed says most of it.
  @Mixin
  private SettingOptions settings =
      new SettingOptions(Settings.of(SensitivitySettings.ALL).with(RunSettings.SEEDS, 1));

  @Override
  public Integer call() {
    Row chosen = Row.find(row);
    Settings given = settings.read();
    SensitivityOptions asked = SensitivityOptions.of(given);
    RunOptions options = new RunOptions(given).withArms(List.of(Arms.BASELINE));
    PrintStream stdout = System.out;
    ProgressPrinter progress = new ProgressPrinter(stdout, Boolean.getBoolean("dsd.terminal"));
    StopRequest stop = new StopRequest();
    return OrderlyEnd.around(
        stop,
        stdout,
        () -> {
          StartedEngine engine = EngineOptions.start(options);
          stop.check();
          SensitivityRun analysis = new SensitivityRun(options, asked, engine, progress, stop);
          boolean finished = analysis.run(chosen);
          Reporting.print(Reporting.write(given), given, stdout);
          return finished ? 0 : Dsd.RUN_FAILED;
        });
  }
}
