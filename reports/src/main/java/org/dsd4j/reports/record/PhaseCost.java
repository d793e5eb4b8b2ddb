package org.dsd4j.reports.record;

/**
 * What one phase cost.
 *
 * @param phase the phase's name
 * @param steps optimizer steps done
 * @param epochs the same in passes over the training examples
 * @param examples training examples seen
 * @param seconds passed while it ran, evaluation included
 */
public record PhaseCost(String phase, long steps, double epochs, long examples, double seconds) {
  /** Checks names and ranges. */
  public PhaseCost {
    Problems problems = new Problems("budget of phase '" + phase + "'");
    problems.checkText("phase", phase);
    problems.check(steps >= 0, "steps must not be negative but was " + steps);
    problems.check(epochs >= 0, "epochs must not be negative but was " + epochs);
    problems.check(examples >= 0, "examples must not be negative but was " + examples);
    problems.check(seconds >= 0, "seconds must not be negative but was " + seconds);
    problems.throwIfAny();
  }
}
