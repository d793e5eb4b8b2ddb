package org.dsd4j.djl.check;

import ai.djl.ndarray.NDManager;

/**
 * Compares the two precisions of a trial.
 *
 * @param trial what is run
 * @param manager of the engine
 */
record Examination(Trial trial, NDManager manager) {
  /** Larger errors are examined. */
  static final double SUSPICIOUS = 1e-3;

  /** The effect of another order of additions in double precision. */
  private static final double SAME = 1e-6;

  private static final int DRAWS = 3;

  /**
   * The result of a comparison.
   *
   * @param worst the largest error
   * @param unexplained the largest error that rounding does not explain; off by 0 if there is none
   */
  record Result(PrecisionError worst, PrecisionError unexplained) {}

  /** Compares the outputs without collecting gradients. */
  Result evaluated() {
    return compare(Mode.EVALUATION);
  }

  /**
   * Compares outputs and gradients, in training if that can be compared. Parameters that the block
   * reads without the parameter store are restored afterwards; {@link #evaluated} has to be called
   * first.
   */
  Result collected() {
    if (!trial.hasGradients()) {
      PrecisionError none = new PrecisionError(Mode.GRADIENTS, "output", 0);
      return new Result(none, none);
    }
    return StateGuard.around(
        manager, trial.unasked(), () -> compare(canTrain() ? Mode.TRAINING : Mode.GRADIENTS));
  }

  /**
   * Returns whether training can be compared: nothing in it is random, or the same random numbers
   * are drawn in both precisions after the same seed, as by the dropout of this library but not by
   * those of engines.
   */
  private boolean canTrain() {
    try (PassResult one = trial.runForward(Mode.TRAINING, Conditions.PLAIN);
        PassResult other = trial.runForward(Mode.TRAINING, Conditions.OTHERWISE)) {
      // NaN is no sign of randomness.
      if (!(one.largestOff(other) > SUSPICIOUS)) {
        return true;
      }
      try (PassResult right = trial.runForward(Mode.TRAINING, Conditions.EXACT)) {
        return right.largestOff(one) <= SUSPICIOUS;
      }
    }
  }

  private Result compare(Mode mode) {
    try (PrecisionComparison comparison = comparison(mode)) {
      for (int draw = 1; draw <= DRAWS && comparison.mayBeRounding(); draw++) {
        try (PassResult moved = trial.run(mode, Conditions.moved(draw))) {
          comparison.add(moved);
        }
      }
      if (comparison.unexplained().off() > 0 && !comparison.isSteady()) {
        requireRepeatable(mode);
      }
      return new Result(comparison.worst(), comparison.unexplained());
    }
  }

  private PrecisionComparison comparison(Mode mode) {
    PassResult exact = trial.run(mode, Conditions.EXACT);
    exact.requireInRange();
    try (PassResult poisoned = trial.run(mode, Conditions.POISONED)) {
      // A fault may read memory that only one of the two reaches.
      PassResult still = AllocatorPoison.during(() -> trial.run(mode, Conditions.PLAIN));
      return new PrecisionComparison(exact, poisoned, still);
    }
  }

  /** A block that uses random numbers of its own cannot be compared. */
  private void requireRepeatable(Mode mode) {
    try (PassResult one = trial.run(mode, Conditions.EXACT);
        PassResult other = trial.run(mode, Conditions.EXACT)) {
      for (int i = 0; i < one.outputs(); i++) {
        if (!(one.offs(one, other)[i] <= SAME)) {
          throw new IllegalStateException(
              "after the same seed its outputs " + mode.words() + " are others");
        }
      }
    }
  }
}
