package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.tracking.RunTracking;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.run.ProgressPrinter;
import org.dsd4j.reproductions.run.RowRunner;
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.RunSettings;
import org.dsd4j.reproductions.run.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description =
        "Runs rows: every seed through baseline, sparse, dsd and the controls."
            + " What has finished is skipped, what was broken off goes on where it was.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ROW", split = ",", arity = "0..*", description = "Rows; see dsd list.")
  private List<String> rows = List.of();

  @Option(names = "--all", description = "Every row.")
  private boolean all;

  @Option(
      names = "--dry-run",
      description = "Check data, shapes and memory, and estimate the time, without training.")
  private boolean dryRun;

  @Mixin private SettingOptions settings = new SettingOptions(RunSettings.RUN);

  @Override
  public Integer call() {
    List<Row> chosen = chosenRows();
    RunOptions options = new RunOptions(settings.read());
    PrintStream stdout = System.out;
    ProgressPrinter progress = new ProgressPrinter(stdout, Boolean.getBoolean("dsd.terminal"));
    try (RunTracking tracking = tracking(options, progress)) {
      return run(chosen, options, progress, tracking, stdout);
    }
  }

  private int run(
      List<Row> chosen,
      RunOptions options,
      ProgressPrinter progress,
      RunTracking tracking,
      PrintStream stdout) {
    StopRequest stop = new StopRequest();
    int jobs = options.settings().get(RunSettings.JOBS);
    if (jobs > 1 && chosen.size() > 1 && !dryRun) {
      RowProcesses processes = new RowProcesses(jobs, stop, progress::line);
      return OrderlyEnd.around(
          stop, stdout, () -> runBesideEachOther(chosen, options, processes, stdout));
    }
    return OrderlyEnd.around(
        stop,
        stdout,
        () -> {
          StartedEngine engine = EngineOptions.start(options);
          stop.check();
          RowRunner runner = new RowRunner(options, engine, progress, stop, tracking);
          if (dryRun) {
            chosen.forEach(row -> new DryRun(row, options, runner, stdout).print());
            return 0;
          }
          return runAll(chosen, options, runner, stdout);
        });
  }

  private static RunTracking tracking(RunOptions options, ProgressPrinter progress) {
    try {
      return RunTracking.to(options.settings().get(RunSettings.LOG_TO), progress::line);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--log-to: " + e.getMessage());
    }
  }

  private int runAll(List<Row> chosen, RunOptions options, RowRunner runner, PrintStream stdout) {
    boolean finished = true;
    Optional<ReproductionReport> made = Optional.empty();
    for (Row row : chosen) {
      finished &= runner.run(row);
      if (!options.settings().get(RunSettings.NO_REPORT)) {
        // Made anew after each row, so that it can be read while the rest runs.
        made = Optional.of(Reporting.write(options.settings()));
      }
    }
    made.ifPresent(latest -> Reporting.print(latest, options.settings(), stdout));
    return finished ? 0 : Dsd.RUN_FAILED;
  }

  private int runBesideEachOther(
      List<Row> chosen, RunOptions options, RowProcesses processes, PrintStream stdout) {
    AtomicReference<ReproductionReport> made = new AtomicReference<>();
    int worst =
        processes.run(
            chosen.stream().map(Row::id).toList(),
            options::wordsOfProcess,
            code -> {
              // A row that could not start has nothing to report.
              if (!options.settings().get(RunSettings.NO_REPORT)
                  && (code == 0 || code == Dsd.RUN_FAILED)) {
                made.set(Reporting.write(options.settings()));
              }
            });
    Optional.ofNullable(made.get())
        .ifPresent(latest -> Reporting.print(latest, options.settings(), stdout));
    return worst;
  }

  private List<Row> chosenRows() {
    List<String> ids = rows.stream().filter(id -> !id.isBlank()).distinct().toList();
    if (all == !ids.isEmpty()) {
      throw new UsageException(
          all ? "name rows or --all, not both" : "name rows, or --all; dsd list shows them");
    }
    return all ? Row.all() : ids.stream().map(Row::find).toList();
  }
}
