package org.dsd4j.djl.data;

import ai.djl.ndarray.NDManager;

/** Training data that can be read from any step on. */
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
   * Opens the sequence of batches at a step. Two streams that are opened at the same step return
   * the same values.
   *
   * @param globalStep the number of batches that precede it, from 0
   * @param owner the manager of the memory that the stream needs
   * @return the stream; the caller closes it before the manager
   */
  BatchStream open(long globalStep, NDManager owner);
}
