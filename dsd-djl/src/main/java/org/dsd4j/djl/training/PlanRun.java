package org.dsd4j.djl.training;

import java.util.List;
import java.util.Map;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.WeightMoment;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.network.EngineLock;
import org.dsd4j.djl.network.Network;

/**
 * One run of a plan by {@link DsdLoop}: takes the steps of each phase, and does everything that a
 * training needs besides the method, such as evaluations, checkpoints and checks that all numbers
 * are finite.
 */
final class PlanRun implements AutoCloseable {
  private final LoopParts parts;
  private final DsdPlan plan;
  private final Network network;
  private final LoopSettings settings;
  private final DsdObserver observer;
  private final GradientStep gradientStep;
  private final EpochSteps epochs;
  private final CheckpointWriter checkpoints;
  private final BatchStream batches;
  private Position at;
  private boolean stopped;

  PlanRun(LoopParts parts, DsdPlan plan, Position from) {
    this.parts = parts;
    this.plan = plan;
    network = parts.network();
    settings = parts.settings();
    observer = parts.observer();
    PreflightChecks.requireRunnable(plan, from, parts);
    at = from;
    checkpoints = new CheckpointWriter(network, parts.optimizer(), settings);
    gradientStep = new GradientStep(network, parts.loss(), parts.optimizer(), settings);
    gradientStep.forgetGradients();
    epochs = new EpochSteps(parts.data(), settings.accumulated());
    batches = parts.data().open(epochs.batchesBefore(from), network.manager());
  }

  /** Returns the position after the last step. */
  Position position() {
    return at;
  }

  /** Returns whether a phase is left and the training has not been stopped. */
  boolean hasNextPhase() {
    return at.phase() < plan.phases().size() && !isStopped();
  }

  /** Starts the phase of the current position, or continues it. */
  Phase startPhase() {
    Phase phase = phase();
    if (phase instanceof Phase.Sparse && !atStartOfPhase() && !parts.optimizer().isMasking()) {
      throw new IllegalStateException(
          "cannot continue inside sparse phase "
              + phase.name()
              + " without its masks: restore them from the checkpoint");
    }
    observer.phaseStarted(phase, at, steps());
    return phase;
  }

  /** Returns whether no step of the phase has been taken. */
  boolean atStartOfPhase() {
    return at.step() == 0;
  }

  /**
   * Takes the steps of the phase that are left.
   *
   * @return false when the training was stopped before the last one
   */
  boolean trainPhase() {
    long steps = steps();
    if (steps == 0) {
      // The result of the phase is given: its curve has one point.
      evaluate();
    }
    for (boolean first = true; at.step() < steps; first = false) {
      if (!first && isStopped()) {
        checkpoints.write(at);
        return false;
      }
      parts.rate().set(phase().rate().at(at.step(), steps));
      takeStep();
      boolean last = at.step() == steps;
      if (last || at.step() % settings.evaluateEvery() == 0) {
        evaluate();
      }
      if (epochs.endsAt(at)) {
        observer.epochDone(at, epochs.epochsBefore(at));
      }
      if (!last) {
        checkpoints.writeIfDue(at);
      }
    }
    // No further step would notice that the last update of a phase diverged.
    FiniteCheck.problem(network)
        .ifPresent(
            problem -> {
              throw new DivergedException(phase().name(), at, problem);
            });
    return true;
  }

  /** Ends the phase, unless the training was stopped inside it. */
  void endPhase() {
    if (!stopped) {
      observer.phaseEnded(phase(), at);
      at = new Position(at.phase() + 1, 0, at.globalStep());
      checkpoints.write(at);
    }
  }

  /** Notifies the observer of a moment of the paper's Figure 2. */
  void showWeights(WeightMoment moment) {
    observer.moment(moment, at, List.copyOf(network.parameters().all()));
  }

  /** Notifies the observer of new masks. */
  void showMasks(MaskSet masks) {
    observer.masksMade(at, masks);
  }

  private Phase phase() {
    return plan.phases().get(at.phase());
  }

  private long steps() {
    return phase().budget().inSteps(epochs.perEpoch());
  }

  /** Once the training was stopped, the condition is not tested again. */
  private boolean isStopped() {
    stopped = stopped || settings.stop().getAsBoolean();
    return stopped;
  }

  private void takeStep() {
    try {
      // Everything random in a step, such as dropout, starts from a seed of its own, so that a
      // training can be resumed at any step.
      GradientStep.Done done =
          gradientStep.take(batches, epochs.batchesOf(at), seedOf(at.globalStep()));
      at = new Position(at.phase(), at.step() + 1, at.globalStep() + 1);
      double rate = parts.rate().getNewValue(0);
      observer.stepDone(new DsdObserver.Step(at, done.loss(), done.examples(), rate, done.times()));
    } catch (GradientStep.NotFiniteException e) {
      throw new DivergedException(phase().name(), at, e.getMessage());
    }
  }

  private int seedOf(long globalStep) {
    long mixed = (settings.seed() + 1) * 0x9E3779B97F4A7C15L + globalStep * 0xBF58476D1CE4E5B9L;
    return (int) (mixed ^ mixed >>> 32) & Integer.MAX_VALUE;
  }

  private void evaluate() {
    // Reading data may draw from DJL's generator.
    Map<String, Double> metrics = EngineLock.withLock(() -> parts.validation().measure(network));
    if (!metrics.isEmpty()) {
      observer.evaluated(at, metrics);
    }
  }

  @Override
  public void close() {
    batches.close();
  }
}
