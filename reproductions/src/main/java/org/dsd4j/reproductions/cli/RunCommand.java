package org.dsd4j.reproductions.cli;

import ai.djl.engine.Engine;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dsd4j.reports.model.ReproductionReport;
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
      names = "--checkpoint-seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "The time between checkpoints; 0 writes one after every step.")
  private long checkpointSeconds;

  @Override
  public Integer call() {
    List<Row> chosen = chosenRows();
    RunOptions options =
        new RunOptions(
            data.request(),
            EngineOptions.ENGINE,
            engineOptions.threads(),
            requirePositive(seeds),
            arms,
            store.out(),
            fresh,
            Duration.ofSeconds(Math.max(0, checkpointSeconds)));
    Engine engine = engineOptions.start();
    PrintStream stdout = System.out;
    ProgressPrinter progress = new ProgressPrinter(stdout, Boolean.getBoolean("dsd.terminal"));
    StopRequest stop = new StopRequest();
    Suite suite = new Suite(options, engine, progress, stop);
    if (dryRun) {
      chosen.forEach(row -> new DryRun(row, options, suite, stdout).print());
      return 0;
    }
    return OrderlyEnd.around(stop, stdout, () -> runAll(chosen, suite, stdout));
  }

  private int runAll(List<Row> chosen, Suite suite, PrintStream stdout) {
    boolean finished = true;
    Optional<ReproductionReport> made = Optional.empty();
    for (Row row : chosen) {
      finished &= suite.run(row);
      // Made anew after each row, so that it can be read while the rest runs.
      made = Optional.of(store.writeReport());
    }
    made.ifPresent(latest -> store.print(latest, stdout));
    return finished ? 0 : Dsd.RUN_FAILED;
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
