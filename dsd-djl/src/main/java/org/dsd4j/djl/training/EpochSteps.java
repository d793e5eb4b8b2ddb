package org.dsd4j.djl.training;

import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.djl.data.BatchSource;

/**
 * How the batches of an epoch are shared between steps. A step may take several batches, and never
 * from two epochs: the last step of an epoch takes the batches that are left.
 *
 * @param data the training data
 * @param accumulated the batches of one step, at least 1
 */
record EpochSteps(BatchSource data, int accumulated) {
  /** Returns the steps of one epoch. */
  long perEpoch() {
    return (data.stepsPerEpoch() + accumulated - 1) / accumulated;
  }

  /** Returns the epochs that are complete at a position. */
  long epochsBefore(Position at) {
    return at.globalStep() / perEpoch();
  }

  /** Returns whether an epoch ends at a position. */
  boolean endsAt(Position at) {
    return at.globalStep() % perEpoch() == 0;
  }

  /** Returns the batches that all steps before a position take. */
  long batchesBefore(Position at) {
    return epochsBefore(at) * data.stepsPerEpoch() + batchesOfEpochBefore(at);
  }

  /** Returns the batches that the step after a position takes. */
  int batchesOf(Position at) {
    return (int) Math.min(accumulated, data.stepsPerEpoch() - batchesOfEpochBefore(at));
  }

  private long batchesOfEpochBefore(Position at) {
    return at.globalStep() % perEpoch() * accumulated;
  }
}
