package org.dsd4j.djl.data;

import ai.djl.ndarray.NDManager;

/** An endless sequence of training batches, epoch after epoch. Not thread-safe. */
public interface BatchStream extends AutoCloseable {
  /**
   * Returns the next batch.
   *
   * @param manager the manager that the arrays are attached to
   * @return the batch, never null and never empty
   */
  TrainingBatch next(NDManager manager);

  /** Stops background work, such as preparing the next batch. */
  @Override
  void close();
}
