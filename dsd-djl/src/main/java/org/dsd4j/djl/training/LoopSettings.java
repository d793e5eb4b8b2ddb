package org.dsd4j.djl.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.dsd4j.djl.checkpoint.Fingerprint;

/** The settings of a {@link DsdLoop}. Immutable: each change returns new settings. */
public final class LoopSettings {
  private long seed;
  private long evaluateEvery = Long.MAX_VALUE;
  private Optional<Path> checkpoint = Optional.empty();
  private Duration checkpointEvery = Duration.ofSeconds(30);
  private Fingerprint fingerprint = Fingerprint.NONE;
  private OptionalDouble largestNorm = OptionalDouble.empty();
  private int accumulated = 1;
  private BooleanSupplier stop = () -> false;
  private BatchListener listener = (batch, outputs) -> {};
  private LongSupplier clock = System::nanoTime;

  private LoopSettings(long seed) {
    this.seed = seed;
  }

  private LoopSettings(LoopSettings other) {
    seed = other.seed;
    evaluateEvery = other.evaluateEvery;
    checkpoint = other.checkpoint;
    checkpointEvery = other.checkpointEvery;
    fingerprint = other.fingerprint;
    largestNorm = other.largestNorm;
    accumulated = other.accumulated;
    stop = other.stop;
    listener = other.listener;
    clock = other.clock;
  }

  /**
   * Returns settings without checkpoints, with evaluations only at the end of each phase.
   *
   * @param seed of dropout and everything else that an engine draws
   * @return the settings, never null
   */
  public static LoopSettings of(long seed) {
    return new LoopSettings(seed);
  }

  /** Returns the same settings with another seed. */
  LoopSettings seeded(long other) {
    LoopSettings changed = new LoopSettings(this);
    changed.seed = other;
    return changed;
  }

  /**
   * Returns the same settings with evaluations inside the phases.
   *
   * @param steps steps between evaluations, at least 1
   * @return the settings, never null
   */
  public LoopSettings evaluatingEvery(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("evaluateEvery must be at least 1 but was " + steps);
    }
    LoopSettings changed = new LoopSettings(this);
    changed.evaluateEvery = steps;
    return changed;
  }

  /**
   * Returns the same settings with checkpoints.
   *
   * @param file the file, which each checkpoint replaces
   * @param every the time between two, at least 0; 0 writes one after every step
   * @return the settings, never null
   */
  public LoopSettings checkpointing(Path file, Duration every) {
    if (every.isNegative()) {
      throw new IllegalArgumentException("checkpointEvery must not be negative: " + every);
    }
    LoopSettings changed = new LoopSettings(this);
    changed.checkpoint = Optional.of(file);
    changed.checkpointEvery = every;
    return changed;
  }

  /**
   * Returns the same settings with a fingerprint in each checkpoint.
   *
   * @param training the settings of the training
   * @return the settings, never null
   */
  public LoopSettings markedWith(Fingerprint training) {
    LoopSettings changed = new LoopSettings(this);
    changed.fingerprint = training;
    return changed;
  }

  /**
   * Returns the same settings with a bound for the norm of the gradients, or without one. Where the
   * Euclidean norm of all gradients together is larger, they are scaled down to it, as recurrent
   * networks need.
   *
   * @param norm the bound, greater than 0; empty for none
   * @return the settings, never null
   * @see <a href="https://arxiv.org/abs/1211.5063">Pascanu et al., 2013, algorithm 1</a>
   */
  public LoopSettings boundingNorm(OptionalDouble norm) {
    if (norm.isPresent() && !(norm.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "the largest norm of gradients must be greater than 0 but was " + norm.getAsDouble());
    }
    LoopSettings changed = new LoopSettings(this);
    changed.largestNorm = norm;
    return changed;
  }

  /**
   * Returns the same settings with updates from several batches each: the gradient is that of the
   * mean loss over all their examples. A step is one such update; the last one of an epoch takes
   * the batches that are left.
   *
   * @param batches the batches of one update, at least 1
   * @return the settings, never null
   */
  public LoopSettings accumulating(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException(
          "an update needs at least 1 batch but " + batches + " were asked for");
    }
    LoopSettings changed = new LoopSettings(this);
    changed.accumulated = batches;
    return changed;
  }

  /**
   * Returns the same settings with a condition for stopping, which is tested before every step.
   *
   * @param question true stops the training before that step, with a checkpoint if checkpoints are
   *     written
   * @return the settings, never null
   */
  public LoopSettings stoppingWhen(BooleanSupplier question) {
    LoopSettings changed = new LoopSettings(this);
    changed.stop = question;
    return changed;
  }

  /** Returns the same settings with a listener for every batch and its outputs. */
  LoopSettings notifying(BatchListener other) {
    LoopSettings changed = new LoopSettings(this);
    changed.listener = other;
    return changed;
  }

  /** Returns the same settings with another clock, in nanoseconds from any origin. */
  LoopSettings timedBy(LongSupplier nanoseconds) {
    LoopSettings changed = new LoopSettings(this);
    changed.clock = nanoseconds;
    return changed;
  }

  long seed() {
    return seed;
  }

  long evaluateEvery() {
    return evaluateEvery;
  }

  Optional<Path> checkpoint() {
    return checkpoint;
  }

  Duration checkpointEvery() {
    return checkpointEvery;
  }

  Fingerprint fingerprint() {
    return fingerprint;
  }

  OptionalDouble largestNorm() {
    return largestNorm;
  }

  int accumulated() {
    return accumulated;
  }

  BooleanSupplier stop() {
    return stop;
  }

  BatchListener listener() {
    return listener;
  }

  LongSupplier clock() {
    return clock;
  }
}
