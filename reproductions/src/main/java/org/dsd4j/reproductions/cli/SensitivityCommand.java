package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.dsd4j.djl.engine.StartedEngine;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.run.ProgressPrinter;
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.SensitivityOptions;
import org.dsd4j.reproductions.run.SensitivityRun;
import org.dsd4j.reproductions.run.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sensitivity",
    description = {
      "Prunes the baseline of a row at several sparsities, all layers at once and each alone,",
      "and measures the validation error right after pruning and after the sparse phase.",
      "The baseline is trained first where it is missing; points measured before are skipped."
    },
    mixinStandardHelpOptions = true)
final class SensitivityCommand implements Callable<Integer> {
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(30);

  @Parameters(paramLabel = "ROW", description = "The row; see dsd list.")
  private String row;

  @Mixin private DataOptions data;
  @Mixin private EngineOptions engineOptions;
  @Mixin private StoreOptions store;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many seeds, counted from 1; 1 by default.")
  private int seeds;

  @Option(
      names = "--points",
      paramLabel = "S",
      split = ",",
      defaultValue = "0,0.15,0.3,0.45,0.6,0.75,0.9",
      description = "The sparsities, at least 2; ${DEFAULT-VALUE} by default.")
  private List<Double> points = List.of();

  @Option(
      names = "--layers",
      paramLabel = "PATH",
      split = ",",
      defaultValue = "all",
      description = {
        "The layers to prune alone, besides all at once: all (default), none,",
        "or paths as dsd show prints them."
      })
  private List<String> layers = List.of();

  @Option(
      names = "--no-retrain",
      description = "Measure right after pruning alone, without the sparse phase.")
  private boolean withoutRetraining;

  @Option(
      names = "--retrain-factor",
      paramLabel = "F",
      description = "Multiplies the budget of the sparse phase; 0.5 halves it.")
  private Optional<Double> retrainFactor = Optional.empty();

  @Override
  public Integer call() {
    Row chosen = Row.find(row);
    SensitivityOptions asked = new SensitivityOptions(points, chosenLayers(), chosenFactor());
    RunOptions options =
        new RunOptions(
            data.request(store.out()),
            engineOptions.name(),
            engineOptions.threads(),
            engineOptions.device(),
            RunCommand.requirePositive(seeds),
            List.of(Arms.BASELINE),
            store.out(),
            false,
            BETWEEN_CHECKPOINTS);
    StartedEngine engine = engineOptions.start();
    PrintStream stdout = System.out;
    ProgressPrinter progress = new ProgressPrinter(stdout, Boolean.getBoolean("dsd.terminal"));
    StopRequest stop = new StopRequest();
    SensitivityRun analysis = new SensitivityRun(options, asked, engine, progress, stop);
    return OrderlyEnd.around(
        stop,
        stdout,
        () -> {
          boolean finished = analysis.run(chosen);
          store.print(store.writeReport(), stdout);
          return finished ? 0 : Dsd.RUN_FAILED;
        });
  }

  private Optional<List<String>> chosenLayers() {
    List<String> named = layers.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (named.equals(List.of("all"))) {
      return Optional.empty();
    }
    return Optional.of(named.equals(List.of("none")) ? List.of() : named);
  }

  private OptionalDouble chosenFactor() {
    if (withoutRetraining && retrainFactor.isPresent()) {
      throw new UsageException("give --retrain-factor or --no-retrain, not both");
    }
    return withoutRetraining
        ? OptionalDouble.empty()
        : OptionalDouble.of(retrainFactor.orElse(1.0));
  }
}
