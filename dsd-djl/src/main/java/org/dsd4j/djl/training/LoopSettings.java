package org.dsd4j.djl.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a loop does besides training.
 *
 * @param seed where dropout and everything else that an engine draws comes from
 * @param evaluateEvery steps between evaluations, at least 1; a phase ends with one in any case
 * @param checkpoint the file to write checkpoints to; empty for none
 * @param checkpointEvery the time between checkpoints, at least 0; 0 writes one after every step
 * @param largestNorm where the Euclidean norm of all gradients together is larger, they are scaled
 *     down to it, as recurrent networks need; greater than 0; empty for no bound
 */
public record LoopSettings(
    long seed,
    long evaluateEvery,
    Optional<Path> checkpoint,
    Duration checkpointEvery,
    OptionalDouble largestNorm) {
  /** Checks the ranges. */
  public LoopSettings {
    if (evaluateEvery < 1) {
      throw new IllegalArgumentException(
          "evaluateEvery must be at least 1 but was " + evaluateEvery);
    }
    if (checkpointEvery.isNegative()) {
      throw new IllegalArgumentException(
          "checkpointEvery must not be negative: " + checkpointEvery);
    }
    if (largestNorm.isPresent() && !(largestNorm.getAsDouble() > 0)) {
      throw new IllegalArgumentException(
          "the largest norm of gradients must be greater than 0 but was "
              + largestNorm.getAsDouble());
    }
  }

  /**
   * Returns settings without checkpoints and with evaluations at the end of each phase alone.
   *
   * @param seed where dropout and everything else that an engine draws comes from
   * @return the settings, never null
   */
  public static LoopSettings of(long seed) {
    return new LoopSettings(
        seed, Long.MAX_VALUE, Optional.empty(), Duration.ofSeconds(30), OptionalDouble.empty());
  }

  /**
   * Returns the same settings with evaluations in between.
   *
   * @param steps steps between evaluations, at least 1
   * @return the settings, never null
   */
  public LoopSettings evaluatingEvery(long steps) {
    return new LoopSettings(seed, steps, checkpoint, checkpointEvery, largestNorm);
  }

  /**
   * Returns the same settings with checkpoints.
   *
   * @param file the file, replaced by each
   * @param every the time between two
   * @return the settings, never null
   */
  public LoopSettings checkpointing(Path file, Duration every) {
    return new LoopSettings(seed, evaluateEvery, Optional.of(file), every, largestNorm);
  }

  /**
   * Returns the same settings with a bound for the norm of the gradients, or without one.
   *
   * @param norm the bound, greater than 0; empty for none
   * @return the settings, never null
   * @see <a href="https://arxiv.org/abs/1211.5063">Pascanu et al., 2013, algorithm 1</a>
   */
  public LoopSettings boundingNorm(OptionalDouble norm) {
    return new LoopSettings(seed, evaluateEvery, checkpoint, checkpointEvery, norm);
  }
}
