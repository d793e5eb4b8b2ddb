package org.dsd4j.djl.optimizer;

import ai.djl.training.tracker.Tracker;

/** The learning rate of the current step, which the loop sets from the plan. */
public final class PlannedRate implements Tracker {
  private volatile double rate = Double.NaN;
  private volatile boolean asked;

  /** Creates a rate that has not been set. */
  public PlannedRate() {}

  /**
   * Sets the rate of the steps that follow.
   *
   * @param value the rate, at least 0
   */
  public void set(double value) {
    rate = value;
  }

  /**
   * Returns whether the rate has been read.
   *
   * @return false as long as no update has read it
   */
  public boolean asked() {
    return asked;
  }

  @Override
  public float getNewValue(int numUpdate) {
    if (Double.isNaN(rate)) {
      throw new IllegalStateException("no learning rate was set before the first update");
    }
    asked = true;
    return (float) rate;
  }
}
