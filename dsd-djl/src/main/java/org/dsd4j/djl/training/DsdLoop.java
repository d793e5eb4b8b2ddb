package org.dsd4j.djl.training;

import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.WeightMoment;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.network.EngineLock;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;

/**
 * Trains a network through the phases of a plan.
 *
 * <p>What a step does depends on the seed, the weights, the optimizer's state, the masks and the
 * step number alone. So a training that is killed, restored from its {@link Checkpoint} and run on
 * ends with the same bits as one that never stopped.
 *
 * @see <a href="https://arxiv.org/abs/1607.04381">Algorithm 1</a>
 */
public final class DsdLoop {
  private final Network network;
  private final MaskedOptimizer optimizer;
  private final PlannedRate rate;
  private final BatchSource data;
  private final Evaluation validation;
  private final DsdObserver observer;
  private final LoopSettings settings;
  private final GradientStep gradientStep;
  private final long stepsPerEpoch;
  private long lastCheckpoint;

  /**
   * Puts a loop together.
   *
   * @param network the network to train
   * @param loss the mean loss over a batch
   * @param optimizer the optimizer, decorated with masks
   * @param rate the learning rate that the optimizer reads
   * @param data the training data
   * @param validation what is measured during training
   * @param observer who is told
   * @param settings evaluations, checkpoints and seed
   */
  public DsdLoop(
      Network network,
      Loss loss,
      MaskedOptimizer optimizer,
      PlannedRate rate,
      BatchSource data,
      Evaluation validation,
      DsdObserver observer,
      LoopSettings settings) {
    this.network = network;
    this.optimizer = optimizer;
    this.rate = rate;
    this.data = data;
    this.validation = validation;
    this.observer = observer;
    this.settings = settings;
    this.gradientStep = new GradientStep(network, loss, optimizer, settings);
    this.stepsPerEpoch = settings.stepsPerEpoch(data);
  }

  /**
   * Runs a plan from a place to its end, or to where its settings stop it. At a place inside a
   * sparse phase the optimizer must have the masks of that phase, as {@link Checkpoint#restore}
   * leaves it.
   *
   * <p>Trainings in several threads of one JVM take turns, step by step.
   *
   * @param plan the plan
   * @param from where to start; {@link Position#START} for the whole plan
   * @return the place after the last step; one inside the plan when the training was stopped
   * @throws IllegalArgumentException when the pruning of a phase does not fit the network; then
   *     nothing has been trained
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when checkpoints are asked for and cannot
   *     be written; at the start where that can be known
   * @throws DivergedException when the loss, a gradient or, at the end of a phase, a weight is not
   *     finite
   * @throws IllegalStateException when the place is inside a sparse phase and there are no masks
   */
  public Position run(DsdPlan plan, Position from) {
    requireRunnable(plan, from);
    lastCheckpoint = System.nanoTime();
    gradientStep.forgetGradients();
    Position at = from;
    try (BatchStream batches = data.open(batchesBefore(from), network.manager())) {
      while (at.phase() < plan.phases().size() && !settings.stop().getAsBoolean()) {
        Position before = at;
        at = runPhase(plan.phases().get(at.phase()), at, batches);
        if (at.phase() == before.phase()) {
          break;
        }
      }
    }
    return at;
  }

  /** What can be known before the first step is said before it, not after hours. */
  private void requireRunnable(DsdPlan plan, Position from) {
    settings.checkpoint().ifPresent(file -> Checkpoint.requireWritable(file, optimizer));
    List<String> problems = new ArrayList<>();
    if (network.parameters().trainable() == 0) {
      problems.add("there is nothing to train: every parameter of the network is frozen");
    }
    for (Phase phase : plan.phases().subList(from.phase(), plan.phases().size())) {
      if (phase instanceof Phase.Sparse sparse) {
        try {
          sparse.pruning().check(network.parameters().all());
        } catch (IllegalArgumentException e) {
          problems.add(phase.name() + ": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** A step may take several batches, and never any of two epochs. */
  private long batchesBefore(Position at) {
    long epoch = at.globalStep() / stepsPerEpoch;
    return epoch * data.stepsPerEpoch() + at.globalStep() % stepsPerEpoch * settings.accumulated();
  }

  private int batchesOf(Position at) {
    long before = at.globalStep() % stepsPerEpoch * settings.accumulated();
    return (int) Math.min(settings.accumulated(), data.stepsPerEpoch() - before);
  }

  private Position runPhase(Phase phase, Position from, BatchStream batches) {
    long steps = phase.budget().inSteps(stepsPerEpoch);
    requireMasks(phase, from);
    observer.phaseStarted(phase, from, steps);
    if (from.step() == 0) {
      enter(phase, from);
    }
    Position at = from;
    if (steps == 0) {
      // The phase's result is given: its curve is one point.
      evaluate(at);
    }
    while (at.step() < steps) {
      if (at.step() > from.step() && settings.stop().getAsBoolean()) {
        checkpoint(at, true);
        return at;
      }
      rate.set(phase.rate().at(at.step(), steps));
      at = step(phase, at, batches);
      boolean ends = at.step() == steps;
      if (ends || at.step() % settings.evaluateEvery() == 0) {
        evaluate(at);
      }
      if (at.globalStep() % stepsPerEpoch == 0) {
        observer.epochDone(at, at.globalStep() / stepsPerEpoch);
      }
      if (!ends) {
        checkpoint(at, false);
      }
    }
    requireFiniteWeights(phase, at);
    leave(phase, at);
    observer.phaseEnded(phase, at);
    Position next = new Position(at.phase() + 1, 0, at.globalStep());
    checkpoint(next, true);
    return next;
  }

  /** Dense: W trains. Sparse: Mask = top magnitudes of W. Re-dense: the mask is lifted. */
  private void enter(Phase phase, Position at) {
    if (phase instanceof Phase.Sparse sparse) {
      look(WeightMoment.DENSE, at);
      observer.masksMade(at, optimizer.prune(sparse.pruning()));
      look(WeightMoment.PRUNED, at);
    } else {
      optimizer.lift();
      if (phase instanceof Phase.Redense) {
        look(WeightMoment.REDENSE, at);
      }
    }
  }

  private void requireMasks(Phase phase, Position from) {
    if (from.step() > 0 && phase instanceof Phase.Sparse && !optimizer.isMasking()) {
      throw new IllegalStateException(
          "cannot go on inside sparse phase "
              + phase.name()
              + " without its masks: restore them from the checkpoint");
    }
  }

  /** The last update of a phase has no step after it that would notice. */
  private void requireFiniteWeights(Phase phase, Position at) {
    List<NamedParameter> trained =
        network.parameters().all().stream().filter(NamedParameter::trains).toList();
    FiniteCheck.problem("value", trained, trained.stream().map(NamedParameter::array).toList())
        .ifPresent(
            problem -> {
              throw new DivergedException(phase.name(), at, problem);
            });
  }

  private void leave(Phase phase, Position at) {
    if (phase instanceof Phase.Sparse) {
      look(WeightMoment.SPARSE, at);
    } else if (phase instanceof Phase.Redense) {
      look(WeightMoment.FINAL, at);
    }
  }

  private Position step(Phase phase, Position at, BatchStream batches) {
    try {
      // Whatever is drawn in a step, such as dropout, starts from a seed for each step: that makes
      // it resumable.
      GradientStep.Done done = gradientStep.take(batches, batchesOf(at), seedOf(at.globalStep()));
      Position after = new Position(at.phase(), at.step() + 1, at.globalStep() + 1);
      observer.stepDone(
          new DsdObserver.Step(
              after, done.loss(), done.examples(), rate.getNewValue(0), done.times()));
      return after;
    } catch (GradientStep.NotFiniteException e) {
      throw new DivergedException(phase.name(), at, e.getMessage());
    }
  }

  private int seedOf(long globalStep) {
    long mixed = (settings.seed() + 1) * 0x9E3779B97F4A7C15L + globalStep * 0xBF58476D1CE4E5B9L;
    return (int) (mixed ^ mixed >>> 32) & Integer.MAX_VALUE;
  }

  private void evaluate(Position at) {
    // Data may draw from DJL's generator.
    Map<String, Double> metrics = EngineLock.withLock(() -> validation.measure(network));
    if (!metrics.isEmpty()) {
      observer.evaluated(at, metrics);
    }
  }

  private void look(WeightMoment moment, Position at) {
    observer.moment(moment, at, List.copyOf(network.parameters().all()));
  }

  private void checkpoint(Position at, boolean due) {
    if (settings.checkpoint().isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    if (due || now - lastCheckpoint >= settings.checkpointEvery().toNanos()) {
      // Java closes a file under a thread that is interrupted; this one is to be whole.
      boolean interrupted = Thread.interrupted();
      Checkpoint.of(network, optimizer, at, settings.fingerprint())
          .write(settings.checkpoint().get());
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      lastCheckpoint = System.nanoTime();
    }
  }
}
