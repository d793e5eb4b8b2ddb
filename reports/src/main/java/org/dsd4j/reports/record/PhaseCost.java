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
    problems.checkCount("steps", steps, RecordLimits.STEPS);
    problems.checkAmount("epochs", epochs, RecordLimits.EPOCHS);
    problems.checkCount("examples", examples, RecordLimits.EXAMPLES);
    problems.checkAmount("seconds", seconds, RecordLimits.SECONDS);
    problems.throwIfAny();
  }
}
