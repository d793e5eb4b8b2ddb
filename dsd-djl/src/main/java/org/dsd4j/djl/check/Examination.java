package org.dsd4j.djl.check;

import ai.djl.ndarray.NDManager;
import org.dsd4j.djl.engine.AllocatorPoison;
import org.dsd4j.djl.network.Precision;

/** Compares the two precisions of a trial. */
final class Examination {
  /** From here on a difference is looked into. */
  static final double SUSPICIOUS = 1e-3;

  private static final int SEED = 1;
  private static final int DRAWS = 3;

  /**
   * The share by which values are moved to see what a network makes of small changes: 64 times the
   * rounding of single precision, since that happens in every layer, and again and again in one.
   */
  private static final double JITTER = 0x1p-18;

  /** What adding up in another order may change in double precision. */
  private static final double SAME = 1e-6;

  /** Few draws seldom find the worst. */
  private static final double MARGIN = 8;

  private final Trial trial;
  private final NDManager manager;

  Examination(Trial trial, NDManager manager) {
    this.trial = trial;
    this.manager = manager;
  }

  /** Compares the outputs when nothing is collected. */
  Gap evaluated() {
    return gap(Mode.EVALUATION);
  }

  /**
   * Compares outputs and gradients, in training where that can be compared. What the block reads
   * past the parameter store is put back afterwards, so {@link #evaluated} has to come first.
   */
  Gap collected() {
    if (!trial.hasGradients()) {
      return new Gap(Mode.GRADIENTS, "output", 0);
    }
    return StateGuard.around(
        manager, trial.unasked(), () -> gap(canTrain() ? Mode.TRAINING : Mode.GRADIENTS));
  }

  /**
   * Whether a training can be compared: nothing in it is random, or the same numbers are drawn in
   * both precisions after the same seed, as this library's dropout does and engines do not.
   */
  private boolean canTrain() {
    try (Numbers one = trial.runForward(Mode.TRAINING, Precision.SINGLE, SEED);
        Numbers other = trial.runForward(Mode.TRAINING, Precision.SINGLE, SEED + 1)) {
      // What is no number is no sign of random ones.
      if (!(one.largestGap(other).off() > SUSPICIOUS)) {
        return true;
      }
      try (Numbers exact = trial.runForward(Mode.TRAINING, Precision.DOUBLE, SEED)) {
        return !exact.largestGap(one).exceeds(SUSPICIOUS);
      }
    }
  }

  private Gap gap(Mode mode) {
    try (Numbers exact = trial.run(mode, Precision.DOUBLE, 0, SEED)) {
      exact.requireInRange();
      Gap first = gapTo(exact, mode);
      if (first.exceeds(SUSPICIOUS)) {
        return first;
      }
      // Where other memory holds something else.
      Gap second = AllocatorPoison.during(() -> gapTo(exact, mode));
      return second.exceeds(first.off()) ? second : first;
    }
  }

  private Gap gapTo(Numbers exact, Mode mode) {
    try (Numbers actual = trial.run(mode, Precision.SINGLE, 0, SEED)) {
      return exact.largestGap(actual);
    }
  }

  /**
   * Finds out whether rounding explains a difference: then double precision differs from itself
   * likewise when parameters and inputs are moved a little. A unit at the kink of a rectifier, a
   * near tie of a maximum, and a network that enlarges every difference are found out by this.
   *
   * @param gap the difference
   * @return whether it is no sign of a fault
   * @throws IllegalStateException when outputs are random in this mode too
   */
  boolean isRounding(Gap gap) {
    return StateGuard.around(
        manager,
        trial.unasked(),
        () -> {
          try (Numbers exact = trial.run(gap.mode(), Precision.DOUBLE, 0, SEED)) {
            return repeats(gap, exact) && gap.off() <= MARGIN * whatJitterMakes(gap, exact);
          }
        });
  }

  /**
   * Whether double precision finds the same again. Where its outputs do and its gradients do not,
   * it reads memory that nobody wrote.
   */
  private boolean repeats(Gap gap, Numbers exact) {
    try (Numbers again = trial.run(gap.mode(), Precision.DOUBLE, 0, SEED)) {
      if (exact.largestGapOfOutputs(again).exceeds(SAME)) {
        throw new IllegalStateException(
            "after the same seed its outputs " + gap.mode().words() + " are others");
      }
      return exact.gapOf(gap.what(), again) <= SAME;
    }
  }

  private double whatJitterMakes(Gap gap, Numbers exact) {
    double most = 0;
    for (int draw = 1; draw <= DRAWS; draw++) {
      try (Numbers moved = trial.run(gap.mode(), Precision.DOUBLE, JITTER, SEED + draw)) {
        most = Math.max(most, exact.gapOf(gap.what(), moved));
      }
    }
    return most;
  }
}
