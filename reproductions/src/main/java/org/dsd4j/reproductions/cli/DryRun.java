package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.run.Arm;
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.SpecMaker;
import org.dsd4j.reproductions.run.Suite;

/** What a run would take: memory from the parameters, time from a few real steps. */
final class DryRun {
  private static final int WARM_UP = 3;
  private static final int TIMED = 5;

  private final Row row;
  private final RunOptions options;
  private final Suite suite;
  private final PrintStream out;

  DryRun(Row row, RunOptions options, Suite suite, PrintStream out) {
    this.row = row;
    this.options = options;
    this.suite = suite;
    this.out = out;
  }

  void print() {
    Experiment experiment = row.prepare(options.request());
    try (Network network = suite.initialize(experiment)) {
      SpecMaker specs = new SpecMaker(row, experiment, options, network.parameters());
      long weights = network.parameters().trainable();
      out.println(row.title() + " at scale " + options.request().scale().id());
      out.println("  network     " + experiment.network() + ", input " + experiment.inputShape());
      out.println("  data        " + experiment.dataset());
      out.printf(
          Locale.ROOT,
          "  parameters  %,d: %,d MiB with gradients, momentum and masks, activations not"
              + " counted%n",
          weights,
          Math.round(weights * 16 / 1048576.0));
      long steps = steps(specs, Arm.select(Arm.of(experiment.plan()), options.arms()));
      double seconds = secondsPerStep(experiment, network);
      out.printf(
          Locale.ROOT,
          "  time        %,d steps a seed at %.0f ms: about %s for %d seeds, evaluations not"
              + " counted%n",
          steps,
          seconds * 1e3,
          hours(steps * options.seeds() * seconds),
          options.seeds());
      out.flush();
    }
  }

  private static long steps(SpecMaker specs, List<Arm> arms) {
    long steps = 0;
    for (Arm arm : arms) {
      steps +=
          specs.phases(arm.plan()).stream()
              .skip(arm.firstPhase())
              .mapToLong(PhasePlan::steps)
              .sum();
    }
    return steps;
  }

  private static double secondsPerStep(Experiment experiment, Network network) {
    PlannedRate rate = new PlannedRate();
    long[] last = new long[WARM_UP + TIMED + 1];
    int[] taken = {0};
    DsdObserver clock =
        new DsdObserver() {
          @Override
          public void stepDone(Step step) {
            last[taken[0]++] = System.nanoTime();
          }
        };
    try (MaskedOptimizer optimizer =
        new MaskedOptimizer(experiment.newOptimizer(rate), network.block())) {
      new DsdLoop(
              network,
              experiment.newLoss(),
              optimizer,
              rate,
              experiment.training(1),
              Evaluation.NONE,
              clock,
              LoopSettings.of(1))
          .run(
              DsdPlan.of(
                  new Phase.Dense(
                      "timing", Budget.steps(WARM_UP + TIMED), LearningRate.constant(1e-6))),
              DsdObserver.Position.START);
    }
    return (last[WARM_UP + TIMED - 1] - last[WARM_UP - 1]) / 1e9 / TIMED;
  }

  private static String hours(double seconds) {
    if (seconds < 120) {
      return Math.round(seconds) + " s";
    }
    return seconds < 7200
        ? Math.round(seconds / 60) + " min"
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
