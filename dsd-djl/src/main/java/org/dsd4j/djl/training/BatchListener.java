package org.dsd4j.djl.training;

import ai.djl.ndarray.NDList;
import org.dsd4j.djl.data.TrainingBatch;

/** Sees batches together with what the network made of them, while both are there. */
@FunctionalInterface
interface BatchListener {
  /**
   * A batch has gone through the network.
   *
   * @param batch the batch
   * @param outputs what came out; both are valid during the call alone
   */
  void seen(TrainingBatch batch, NDList outputs);
}
