package org.dsd4j.api;

/** How long a phase trains, with its unit. */
public sealed interface Budget permits Budget.Epochs, Budget.Steps {
  /**
   * A number of passes over the training examples, which need not be whole.
   *
   * @param value the passes, finite and greater than 0
   */
  record Epochs(double value) implements Budget {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException when {@code value} is not a finite number above 0
     */
    public Epochs {
      if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("epochs must be greater than 0 but was " + value);
      }
    }

    @Override
    public long inSteps(long stepsPerEpoch) {
      return Math.max(1, Math.round(value * stepsPerEpoch));
    }

    @Override
    public Budget scaled(double factor) {
      return new Epochs(value * factor);
    }
  }

  /**
   * A number of updates of the weights.
   *
   * @param value the updates, at least 0; 0 for a phase whose result is given and not trained
   */
  record Steps(long value) implements Budget {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException when {@code value} is negative
     */
    public Steps {
      if (value < 0) {
        throw new IllegalArgumentException("steps must not be negative but was " + value);
      }
    }

    @Override
    public long inSteps(long stepsPerEpoch) {
      return value;
    }

    @Override
    public Budget scaled(double factor) {
      return value == 0 ? this : new Steps(Math.max(1, Math.round(value * factor)));
    }
  }

  /**
   * Returns a budget of passes over the training examples.
   *
   * @param value the passes, greater than 0
   * @return the budget, never null
   */
  static Budget epochs(double value) {
    return new Epochs(value);
  }

  /**
   * Returns a budget of updates.
   *
   * @param value the updates, at least 0; 0 for a phase whose result is given and not trained
   * @return the budget, never null
   */
  static Budget steps(long value) {
    return new Steps(value);
  }

  /**
   * Returns the number of updates.
   *
   * @param stepsPerEpoch the updates in one pass, at least 1
   * @return the updates; epochs are rounded to the nearest step, a half upwards, and are at least
   *     one step
   */
  long inSteps(long stepsPerEpoch);

  /**
   * Returns a longer or shorter budget of the same unit.
   *
   * @param factor what to multiply with, finite and greater than 0
   * @return the budget, never null; steps are rounded to the nearest and are at least 1, unless
   *     they were 0
   */
  Budget scaled(double factor);
}
