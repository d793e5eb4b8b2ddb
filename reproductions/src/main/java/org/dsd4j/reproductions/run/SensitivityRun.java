package org.dsd4j.reproductions.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.api.Phase;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.SeedFolder;
import org.dsd4j.reports.store.SensitivityFolder;
import org.dsd4j.reports.tracking.RunTracking;
import org.dsd4j.reproductions.row.ArmCheckpoints;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.UsageException;

/**
 * Finds out how much pruning each layer of a row bears: the end of the baseline is pruned again and
 * again, one layer alone or all of them at once, and measured on the validation split before and
 * after the row's sparse phase. What was measured before is skipped.
 *
 * <p>The test split is never looked at: who chooses sparsities by these curves has not chosen them
 * on it.
 */
public final class SensitivityRun {
  private static final String SPLIT = "validation";

  private final RunOptions options;
  private final SensitivityOptions asked;
  private final StartedEngine engine;
  private final ProgressPrinter progress;
  private final StopRequest stop;
  private final RowRunner runner;

  /**
   * Creates an analysis.
   *
   * @param options how the baseline is run; its arms are not read
   * @param asked what is measured
   * @param engine the started engine and its device
   * @param progress where progress is shown
   * @param stop ends the analysis early
   */
  public SensitivityRun(
      RunOptions options,
      SensitivityOptions asked,
      StartedEngine engine,
      ProgressPrinter progress,
      StopRequest stop) {
    this.options = options;
    this.asked = asked;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
    this.runner = new RowRunner(options, engine, progress, stop, RunTracking.none());
  }

  /**
   * Analyses one row with all its seeds.
   *
   * @param row the row
   * @return whether every seed had a baseline to prune; a point that diverges is a result
   * @throws UsageException when a layer is asked for that the row does not prune
   * @throws RowRunner.UnsafeArithmeticException when the self-check of the engine fails
   * @throws StopRequest.StoppedException when it was stopped; the points so far are kept
   */
  public boolean run(Row row) {
    Experiment experiment = stop.withoutEngine(() -> row.prepare(options.request()));
    Arm baseline = Arm.of(experiment.plan()).get(0);
    Phase.Sparse sparse = sparsePhase(row, experiment);
    RowRunner.Prepared prepared = runner.prepare(row, experiment);
    List<String> prunable = SensitivityOptions.prunable(prepared.specs().layers());
    List<String> layers = asked.layersOf(prunable);
    boolean finished = runner.run(row, prepared, List.of(baseline));
    for (long seed = 1; seed <= options.seeds(); seed++) {
      SensitivitySpec spec = spec(row, prepared, baseline, sparse, layers, seed);
      finished &= analyse(spec, prepared, baseline, sparse);
    }
    experiment.dataProblems().forEach(problem -> progress.line("left out: " + problem));
    return finished;
  }

  private boolean analyse(
      SensitivitySpec spec, RowRunner.Prepared prepared, Arm baseline, Phase.Sparse sparse) {
    SeedFolder seedFolder =
        new RunStore(options.out())
            .seed(spec.scale(), spec.row(), spec.engine(), spec.seed(), false);
    ArmPath pruned = seedFolder.place().arm(baseline.id());
    String title = spec.row() + " (" + spec.scale() + ") seed " + spec.seed();
    boolean finished =
        ArmRecord.resultIn(pruned)
            .filter(result -> result.outcome() instanceof Outcome.Measured)
            .isPresent();
    if (!finished) {
      progress.line(
          title
              + "  there is no "
              + pruned.finalWeights()
              + ", so the baseline did not finish: nothing to prune");
      return false;
    }
    ArmCheckpoints.ofEnd(pruned);
    try (SensitivityFolder folder = seedFolder.sensitivity(spec)) {
      folder.start(prepared.environment(), stop::check);
      new SeedSensitivity(
              prepared,
              spec,
              baseline.plan(),
              sparse,
              pruned.finalWeights(),
              engine,
              progress,
              stop,
              title)
          .run(folder);
    }
    return true;
  }

  /** The row's first sparse phase, with the budget asked for. */
  private Phase.Sparse sparsePhase(Row row, Experiment experiment) {
    Phase.Sparse first =
        experiment
            .plan()
            .firstSparsePhase()
            .orElseThrow(() -> new UsageException("row " + row.id() + " has no sparse phase"));
    return (Phase.Sparse) first.scaledBudget(asked.retrainFactor().orElse(1));
  }

  private SensitivitySpec spec(
      Row row,
      RowRunner.Prepared prepared,
      Arm baseline,
      Phase.Sparse sparse,
      List<String> layers,
      long seed) {
    Experiment experiment = prepared.experiment();
    SortedMap<String, String> settings = new TreeMap<>(prepared.specs().settings());
    long steps = 0;
    if (asked.retrainFactor().isPresent()) {
      steps = sparse.budget().inSteps(experiment.training(0).stepsPerEpoch());
      settings.put("retrain factor", Double.toString(asked.retrainFactor().getAsDouble()));
      settings.put("retrain rate", rate(sparse));
    }
    return new SensitivitySpec(
        row.id(),
        experiment.network(),
        experiment.dataset(),
        options.request().scale().id(),
        options.engine(),
        seed,
        prepared.specs().spec(baseline, seed).id(),
        SPLIT,
        experiment.metrics(),
        asked.sparsities(),
        layers,
        steps,
        settings,
        prepared.specs().command("sensitivity", SensitivitySettings.ALL));
  }

  /** Six digits, which hide the noise of a product such as 0.05 * 0.1. */
  private static String rate(Phase.Sparse sparse) {
    BigDecimal base = BigDecimal.valueOf(sparse.rate().base()).round(new MathContext(6));
    return base.stripTrailingZeros().toPlainString() + ", " + sparse.rate().describe();
  }
}
