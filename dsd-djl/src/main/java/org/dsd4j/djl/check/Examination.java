package org.dsd4j.djl.check;

import ai.djl.ndarray.NDManager;

/**
 * Compares the two precisions of a trial.
 *
 * @param trial what is run
 * @param manager of the engine
 */
record Examination(Trial trial, NDManager manager) {
  /** From here on a difference is looked into. */
  static final double SUSPICIOUS = 1e-3;

  /** What adding up in another order may change in double precision. */
  private static final double SAME = 1e-6;

  private static final int DRAWS = 3;

  /**
   * What came out of a comparison.
   *
   * @param worst the largest difference
   * @param unexplained the largest that rounding does not explain; off by 0 when there is none
   */
  record Result(Gap worst, Gap unexplained) {}

  /** Compares the outputs when nothing is collected. */
  Result evaluated() {
    return compare(Mode.EVALUATION);
  }

  /**
   * Compares outputs and gradients, in training where that can be compared. What the block reads
   * past the parameter store is put back afterwards, so {@link #evaluated} has to come first.
   */
  Result collected() {
    if (!trial.hasGradients()) {
      Gap none = new Gap(Mode.GRADIENTS, "output", 0);
      return new Result(none, none);
    }
    return StateGuard.around(
        manager, trial.unasked(), () -> compare(canTrain() ? Mode.TRAINING : Mode.GRADIENTS));
  }

  /**
   * Whether a training can be compared: nothing in it is random, or the same numbers are drawn in
   * both precisions after the same seed, as this library's dropout does and engines do not.
   */
  private boolean canTrain() {
    try (Numbers one = trial.runForward(Mode.TRAINING, Conditions.PLAIN);
        Numbers other = trial.runForward(Mode.TRAINING, Conditions.OTHERWISE)) {
      // What is no number is no sign of random ones.
      if (!(one.largestOff(other) > SUSPICIOUS)) {
        return true;
      }
      try (Numbers right = trial.runForward(Mode.TRAINING, Conditions.EXACT)) {
        return right.largestOff(one) <= SUSPICIOUS;
      }
    }
  }

  private Result compare(Mode mode) {
    try (Comparison comparison = comparison(mode)) {
      for (int draw = 1; draw <= DRAWS && comparison.mayBeRounding(); draw++) {
        try (Numbers moved = trial.run(mode, Conditions.moved(draw))) {
          comparison.add(moved);
        }
      }
      if (comparison.unexplained().off() > 0 && !comparison.isSteady()) {
        requireRepeatable(mode);
      }
      return new Result(comparison.worst(), comparison.unexplained());
    }
  }

  private Comparison comparison(Mode mode) {
    Numbers exact = trial.run(mode, Conditions.EXACT);
    exact.requireInRange();
    try (Numbers poisoned = trial.run(mode, Conditions.POISONED)) {
      // A fault may read what only one of the two reaches.
      Numbers still = AllocatorPoison.during(() -> trial.run(mode, Conditions.PLAIN));
      return new Comparison(exact, poisoned, still);
    }
  }

  /** What is random by numbers of its own cannot be compared. */
  private void requireRepeatable(Mode mode) {
    try (Numbers one = trial.run(mode, Conditions.EXACT);
        Numbers other = trial.run(mode, Conditions.EXACT)) {
      for (int i = 0; i < one.outputs(); i++) {
        if (!(one.offs(one, other)[i] <= SAME)) {
          throw new IllegalStateException(
              "after the same seed its outputs " + mode.words() + " are others");
        }
      }
    }
  }
}
