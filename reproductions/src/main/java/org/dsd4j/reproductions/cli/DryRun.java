package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.djl.network.Network;
import org.dsd4j.reports.record.LayerSpec;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.text.Durations;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.UsageException;
import org.dsd4j.reproductions.run.Arm;
import org.dsd4j.reproductions.run.RowRunner;
import org.dsd4j.reproductions.run.RunOptions;
import org.dsd4j.reproductions.run.RunSpecFactory;

/**
 * What a run would take. The data folder is opened and read from, a few steps of the sparse phase
 * are trained with two small batches of the costliest examples, and from these two the time and
 * memory of the real batch follow: both grow in proportion to the batch above a fixed part.
 */
final class DryRun {
  private static final double GIB = 1L << 30;

  /** Weights, gradients and momentum; the mask takes one byte besides. */
  private static final int NUMBERS_PER_WEIGHT = 3;

  /** Values of the input of a probe: 8 pictures of 224 pixels. */
  private static final long PROBE_VALUES = 8L * 3 * 224 * 224;

  private static final int SMALLEST_PROBE = 2;

  private final Row row;
  private final RunOptions options;
  private final RowRunner runner;
  private final PrintStream out;

  DryRun(Row row, RunOptions options, RowRunner runner, PrintStream out) {
    this.row = row;
    this.options = options;
    this.runner = runner;
    this.out = out;
  }

  void print() {
    Experiment experiment = row.prepare(options.request());
    try (Network network = runner.initialize(experiment)) {
      RunSpecFactory specs = new RunSpecFactory(row, experiment, options, network.parameters());
      experiment.initialWeights().ifPresent(weights -> weights.load(network));
      out.println(row.title() + " at scale " + options.request().scale().id());
      // The shapes of a real batch: data of this run are read in any case.
      String inputs = Experiment.words(experiment.inputShapes());
      out.println("  network     " + experiment.network() + ", input " + inputs);
      out.println("  data        " + experiment.dataset());
      experiment
          .initialWeights()
          .ifPresent(weights -> out.println("  weights     " + weights.file() + " fit"));
      experiment
          .checkPretrainedWeights(runner.engine())
          .forEach(file -> out.println("  weights     " + file + " fit"));
      printParameters(specs.layers());
      printCost(experiment, network, specs);
      experiment.dataProblems().forEach(problem -> out.println("  left out    " + problem));
      out.flush();
    }
  }

  private void printParameters(List<LayerSpec> layers) {
    long all = layers.stream().mapToLong(LayerSpec::count).sum();
    long prunable = layers.stream().filter(LayerSpec::prunable).mapToLong(LayerSpec::count).sum();
    out.printf(
        Locale.ROOT,
        "  parameters  %,d in %d tensors, of which %,d can be pruned; largest %s %s%n",
        all,
        layers.size(),
        prunable,
        largest(layers).path(),
        largest(layers).shape());
    out.printf(
        Locale.ROOT,
        "  memory      %.2f GiB for weights, gradients, momentum and masks%n",
        all * bytesPerWeight() / GIB);
  }

  private int bytesPerWeight() {
    return NUMBERS_PER_WEIGHT * options.request().precision().type().getNumOfBytes() + 1;
  }

  private static LayerSpec largest(List<LayerSpec> layers) {
    return layers.stream().max((a, b) -> Long.compare(a.count(), b.count())).orElseThrow();
  }

  private void printCost(Experiment experiment, Network network, RunSpecFactory specs) {
    int batch = experiment.batch();
    int large =
        (int)
            Math.min(batch, Math.max(4, PROBE_VALUES * batch / experiment.inputShapes()[0].size()));
    PruningPolicy pruning =
        experiment
            .plan()
            .firstSparsePhase()
            .map(Phase.Sparse::pruning)
            .orElseThrow(() -> new UsageException("the plan of this row has no sparse phase"));
    StepProbe probe = new StepProbe(experiment, network, pruning);
    double dataSeconds = probe.secondsPerBatch();
    probe.requireReadable(experiment.costliest(batch));
    int small = Math.min(SMALLEST_PROBE, large);
    StepProbe.Cost few = probe.measure(experiment.costliest(small), small);
    StepProbe.Cost many =
        large == few.batch() ? few : probe.measure(experiment.costliest(large), large);
    printMemory(few, many, batch, words(experiment));
    printTime(few, many, dataSeconds, specs, experiment);
  }

  private void warn(double total) {
    if (total > MachineMemory.bytes()) {
      out.printf(
          Locale.ROOT,
          "  WARNING     this machine has %.1f GiB: the run would fail or crawl; cut the longest"
              + " examples, or give a smaller --width%n",
          MachineMemory.bytes() / GIB);
    }
  }

  private static String words(Experiment experiment) {
    return experiment.meanShareOfCostliest() < 1 ? " of the longest examples" : "";
  }

  private void printTime(
      StepProbe.Cost few,
      StepProbe.Cost many,
      double dataSeconds,
      RunSpecFactory specs,
      Experiment experiment) {
    int batch = experiment.batch();
    double compute = atBatch(few.seconds(), many.seconds(), few.batch(), many.batch(), batch);
    out.printf(
        Locale.ROOT, "  data        %.0f examples/s read and prepared%n", batch / dataSeconds);
    double step = Math.max(compute * experiment.meanShareOfCostliest(), dataSeconds);
    long steps = steps(specs, Arm.select(Arm.of(experiment.plan()), options.arms()));
    out.printf(
        Locale.ROOT,
        "  step        %.0f ms at batch %d%s, from %.0f ms at %d and %.0f ms at %d; data %s%n",
        compute * 1e3,
        batch,
        words(experiment),
        few.seconds() * 1e3,
        few.batch(),
        many.seconds() * 1e3,
        many.batch(),
        dataSeconds > compute
            ? String.format(Locale.ROOT, "takes longer: %.0f ms", dataSeconds * 1e3)
            : "is ready in time");
    out.printf(
        Locale.ROOT,
        "  time        %,d steps a seed: about %s for %d seed%s, evaluations not counted%n",
        steps,
        Durations.of(steps * options.seeds() * step),
        options.seeds(),
        options.seeds() == 1 ? "" : "s");
  }

  private void printMemory(StepProbe.Cost few, StepProbe.Cost many, int batch, String which) {
    if (runner.engine().device().isGpu()) {
      out.println("  memory      of a step not measured: what a GPU takes is not known here");
      return;
    }
    if (few.peakBytes().isEmpty() || many.peakBytes().isEmpty()) {
      out.println("  memory      of a step not measured: this system does not tell");
      return;
    }
    double total =
        atBatch(
            (double) few.peakBytes().getAsLong(),
            (double) many.peakBytes().getAsLong(),
            few.batch(),
            many.batch(),
            batch);
    out.printf(
        Locale.ROOT,
        "  memory      %.1f GiB in all at batch %d%s (measured: %.2f GiB at %d, %.2f GiB at %d)%n",
        total / GIB,
        batch,
        which,
        few.peakBytes().getAsLong() / GIB,
        few.batch(),
        many.peakBytes().getAsLong() / GIB,
        many.batch());
    warn(total);
  }

  /** On the straight line through two measurements, but never below the larger of them. */
  private static double atBatch(double low, double high, int few, int many, int batch) {
    if (many == few) {
      return high;
    }
    double slope = Math.max(0, (high - low) / (many - few));
    return high + slope * (batch - many);
  }

  private static long steps(RunSpecFactory specs, List<Arm> arms) {
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
}
