package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
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
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.StopRequest;
import org.dsd4j.reproductions.run.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Runs rows: every seed through baseline, sparse, dsd and the controls.",
      "What has finished is skipped, what was broken off goes on where it was."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ROW", split = ",", arity = "0..*", description = "Rows; see dsd list.")
  private List<String> rows = List.of();

  @Option(names = "--all", description = "Every row.")
  private boolean all;

  @Mixin private DataOptions data;
  @Mixin private EngineOptions engineOptions;
  @Mixin private StoreOptions store;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many seeds, counted from 1; 3 by default.")
  private int seeds;

  @Option(
      names = "--arms",
      paramLabel = "ARM",
      split = ",",
      description = "Which arms (baseline, sparse, dsd, continued, llr); all by default.")
  private List<String> arms = List.of();

  @Option(names = "--fresh", description = "Start again in new folders; nothing is overwritten.")
  private boolean fresh;

  @Option(
      names = "--dry-run",
      description = "Check data, shapes and memory, and estimate the time, without training.")
  private boolean dryRun;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Rows that run at the same time, each in a process of its own; 1 by default.")
  private int jobs;

  @Option(names = "--no-report", description = "Train only; dsd report makes the report.")
  private boolean withoutReport;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "The time between checkpoints; 0 writes one after every step.")
  private long checkpointSeconds;

  @Option(
      names = "--log-to",
      paramLabel = "TARGET",
      description = {
        "Show the runs elsewhere too: tensorboard:DIR or mlflow:URI; may be repeated.",
        "A target that fails is left out with a warning, and the runs go on."
      })
  private List<String> logTo = List.of();

  @Override
  public Integer call() {
    List<Row> chosen = chosenRows();
    RunOptions options =
        new RunOptions(
            data.request(store.out()),
            engineOptions.name(),
            engineOptions.threads(),
            engineOptions.device(),
            requirePositive(seeds),
            arms,
            store.out(),
            fresh,
            Duration.ofSeconds(Math.max(0, checkpointSeconds)));
    PrintStream stdout = System.out;
    ProgressPrinter progress = new ProgressPrinter(stdout, Boolean.getBoolean("dsd.terminal"));
    try (RunTracking tracking = tracking(progress)) {
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
    if (requireJobs() > 1 && chosen.size() > 1 && !dryRun) {
      RowProcesses processes = new RowProcesses(jobs, stop, progress::line);
      return OrderlyEnd.around(
          stop, stdout, () -> runBesideEachOther(chosen, options, processes, stdout));
    }
    StartedEngine engine = engineOptions.start();
    Suite suite = new Suite(options, engine, progress, stop, tracking);
    if (dryRun) {
      chosen.forEach(row -> new DryRun(row, options, suite, stdout).print());
      return 0;
    }
    return OrderlyEnd.around(stop, stdout, () -> runAll(chosen, suite, stdout));
  }

  private RunTracking tracking(ProgressPrinter progress) {
    try {
      return RunTracking.to(logTo, progress::line);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--log-to: " + e.getMessage());
    }
  }

  private int runAll(List<Row> chosen, Suite suite, PrintStream stdout) {
    boolean finished = true;
    Optional<ReproductionReport> made = Optional.empty();
    for (Row row : chosen) {
      finished &= suite.run(row);
      if (!withoutReport) {
        // Made anew after each row, so that it can be read while the rest runs.
        made = Optional.of(store.writeReport());
      }
    }
    made.ifPresent(latest -> store.print(latest, stdout));
    return finished ? 0 : Dsd.RUN_FAILED;
  }

  private int runBesideEachOther(
      List<Row> chosen, RunOptions options, RowProcesses processes, PrintStream stdout) {
    AtomicReference<ReproductionReport> made = new AtomicReference<>();
    int worst =
        processes.run(
            chosen.stream().map(Row::id).toList(),
            row -> arguments(row, options),
            code -> {
              // A row that could not start has nothing to report.
              if (!withoutReport && (code == 0 || code == Dsd.RUN_FAILED)) {
                made.set(store.writeReport());
              }
            });
    Optional.ofNullable(made.get()).ifPresent(latest -> store.print(latest, stdout));
    return worst;
  }

  private List<String> arguments(String row, RunOptions options) {
    List<String> arguments = new ArrayList<>(options.words("run", row));
    arguments.addAll(List.of("--engine", options.engine()));
    arguments.addAll(List.of("--threads", Integer.toString(options.threads())));
    arguments.addAll(List.of("--out", options.out().toString(), "--no-report"));
    arguments.addAll(List.of("--checkpoint-seconds", Long.toString(checkpointSeconds)));
    if (!arms.isEmpty()) {
      arguments.addAll(List.of("--arms", String.join(",", arms)));
    }
    if (fresh) {
      arguments.add("--fresh");
    }
    logTo.forEach(target -> arguments.addAll(List.of("--log-to", target)));
    return arguments;
  }

  private int requireJobs() {
    if (jobs < 1) {
      throw new UsageException("--jobs must be at least 1 but was " + jobs);
    }
    return jobs;
  }

  private List<Row> chosenRows() {
    List<String> ids = rows.stream().filter(id -> !id.isBlank()).distinct().toList();
    if (all == !ids.isEmpty()) {
      throw new UsageException(
          all ? "name rows or --all, not both" : "name rows, or --all; dsd list shows them");
    }
    return all ? Row.all() : ids.stream().map(Row::find).toList();
  }

  static int requirePositive(int seeds) {
    if (seeds < 1) {
      throw new UsageException("--seeds must be at least 1 but was " + seeds);
    }
    return seeds;
  }
}
