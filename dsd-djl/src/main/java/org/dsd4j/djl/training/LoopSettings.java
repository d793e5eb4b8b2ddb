package org.dsd4j.djl.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a loop does besides training.
 *
 * @param seed where dropout and everything else that an engine draws comes from
 * @param evaluateEvery steps between evaluations, at least 1; a phase ends with one in any case
 * @param checkpoint the file to write checkpoints to; empty for none
 * @param checkpointEvery the time between checkpoints, at least 0; 0 writes one after every step
 */
public record LoopSettings(
    long seed, long evaluateEvery, Optional<Path> checkpoint, Duration checkpointEvery) {
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
  }

  /**
   * Returns settings without checkpoints and with evaluations at the end of each phase alone.
   *
   * @param seed where dropout and everything else that an engine draws comes from
   * @return the settings, never null
   */
  public static LoopSettings of(long seed) {
    return new LoopSettings(seed, Long.MAX_VALUE, Optional.empty(), Duration.ofSeconds(30));
  }

  /**
   * Returns the same settings with evaluations in between.
   *
   * @param steps steps between evaluations, at least 1
   * @return the settings, never null
   */
  public LoopSettings evaluatingEvery(long steps) {
    return new LoopSettings(seed, steps, checkpoint, checkpointEvery);
  }

  /**
   * Returns the same settings with checkpoints.
   *
   * @param file the file, replaced by each
   * @param every the time between two
   * @return the settings, never null
   */
  public LoopSettings checkpointing(Path file, Duration every) {
    return new LoopSettings(seed, evaluateEvery, Optional.of(file), every);
  }
}
