package org.dsd4j.reproductions.run;

import java.nio.FloatBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.Phase;
import org.dsd4j.api.StepTimes;
import org.dsd4j.api.WeightMoment;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.Prunable;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.StoreException;

/** Writes what happens in an arm into its folder. */
final class Recorder implements DsdObserver {
  /** Lines of loss for a phase: enough for a curve, few enough to read. */
  private static final long LINES_PER_PHASE = 100;

  /** Steps of a plan with a line each: they tell whether two runs start alike. */
  private static final long FIRST_STEPS = 20;

  private static final int BINS = 80;
  private static final double DEVIATIONS_SHOWN = 4;

  private final ArmFolder folder;
  private final String figureLayer;
  private final Optional<ArmPath> parent;
  private long every = 1;
  private long steps;
  private double lossSum;
  private long examples;
  private StepTimes times = StepTimes.ZERO;
  private long timedSteps;
  private long timedExamples;

  /**
   * Creates a recorder.
   *
   * @param folder where to
   * @param figureLayer the parameter whose distribution is recorded
   * @param parent the folder of the arm that this one starts from
   */
  Recorder(ArmFolder folder, String figureLayer, Optional<ArmPath> parent) {
    this.folder = folder;
    this.figureLayer = figureLayer;
    this.parent = parent;
  }

  @Override
  public void phaseStarted(Phase phase, Position at, long phaseSteps) {
    steps = phaseSteps;
    every = Math.max(1, phaseSteps / LINES_PER_PHASE);
    if (at.step() == 0) {
      folder.append(
          new Event.Phase(
              Instant.now(),
              at.phase(),
              phase.name(),
              RunSpecFactory.kind(phase),
              phaseSteps,
              at.globalStep()));
    }
  }

  @Override
  public void masksMade(Position at, MaskSet masks) {
    List<Event.MaskedLayer> layers = new ArrayList<>();
    masks
        .masks()
        .forEach((path, mask) -> layers.add(new Event.MaskedLayer(path, mask.size(), mask.kept())));
    folder.append(new Event.Masks(Instant.now(), at.phase(), layers));
  }

  @Override
  public void stepDone(Step step) {
    lossSum += step.loss() * step.examples();
    examples += step.examples();
    times = times.plus(step.times());
    timedSteps++;
    timedExamples += step.examples();
    Position at = step.at();
    // Counted from the start of the phase, so that a resumed run writes the same lines.
    if (at.globalStep() <= FIRST_STEPS || at.step() % every == 0 || at.step() == steps) {
      folder.append(
          new Event.Step(
              Instant.now(),
              at.phase(),
              at.step(),
              at.globalStep(),
              lossSum / examples,
              step.learningRate(),
              examples));
      lossSum = 0;
      examples = 0;
    }
  }

  @Override
  public void evaluated(Position at, Map<String, Double> metrics) {
    folder.append(
        new Event.Evaluation(
            Instant.now(), at.phase(), at.step(), at.globalStep(), "validation", metrics));
  }

  @Override
  public void moment(WeightMoment moment, Position at, List<? extends Prunable> parameters) {
    for (Prunable parameter : parameters) {
      if (parameter.path().equals(figureLayer)) {
        FloatBuffer view = parameter.values();
        float[] values = new float[view.remaining()];
        view.get(values);
        double edge = moment == WeightMoment.DENSE ? edge(values) : savedEdge();
        folder.writeWeights(
            WeightHistogram.of(name(moment), figureLayer, -edge, edge, BINS, values));
      }
    }
  }

  /** The name of a moment in the records. */
  static String name(WeightMoment moment) {
    return moment.name().toLowerCase(Locale.ROOT);
  }

  /** Where the time of this process went, in words for the notes of the result. */
  Map<String, String> speed() {
    if (timedSteps == 0) {
      return Map.of();
    }
    double seconds = times.total() / 1e9;
    return Map.of(
        "steps per second",
        decimal(timedSteps / seconds),
        "examples per second",
        decimal(timedExamples / seconds),
        ArmResult.WAITING_FOR_DATA,
        share(times.data()),
        "time in forward pass",
        share(times.forward()),
        "time in backward pass",
        share(times.backward()),
        "time in update",
        share(times.update()),
        "time in mask",
        share(times.mask()));
  }

  private String share(long nanos) {
    return decimal(100.0 * nanos / times.total()) + " %";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static double edge(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return DEVIATIONS_SHOWN * Math.sqrt(squares / values.length);
  }

  /**
   * All moments of a seed share the bins of the dense one, which an earlier arm may have written.
   */
  private double savedEdge() {
    Optional<WeightHistogram> own = ArmRecord.weightsIn(folder.place(), WeightHistogram.DENSE);
    return own.or(() -> parent.flatMap(arm -> ArmRecord.weightsIn(arm, WeightHistogram.DENSE)))
        .orElseThrow(
            () ->
                new StoreException(
                    "there are no bins for the weight histograms in "
                        + folder.place().path()
                        + ": the arm that it starts from kept none; run with --fresh"))
        .high();
  }
}
