package org.dsd4j.djl.data;

import ai.djl.ndarray.NDManager;

/** Training data that can be entered at any step. */
public interface BatchSource {
  /**
   * Returns the number of training examples.
   *
   * @return the examples of one epoch
   */
  long examples();

  /**
   * Returns the number of batches in one epoch, the last of which may be smaller.
   *
   * @return the steps of one epoch, at least 1
   */
  long stepsPerEpoch();

  /**
   * Opens the series of batches at a step. Two streams opened at the same step serve the same
   * bytes.
   *
   * @param globalStep the number of batches that were served before, from 0
   * @param owner the manager under which the stream keeps what it needs
   * @return the stream; the caller closes it before the manager
   */
  BatchStream open(long globalStep, NDManager owner);
}
