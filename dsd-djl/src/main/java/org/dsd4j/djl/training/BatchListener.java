package org.dsd4j.djl.training;

import ai.djl.ndarray.NDList;
import org.dsd4j.djl.data.TrainingBatch;

/** Receives each batch together with the outputs of the network. */
@FunctionalInterface
interface BatchListener {
  /**
   * The outputs of a batch were computed.
   *
   * @param batch the batch
   * @param outputs its outputs; both are valid only during the call
   */
  void seen(TrainingBatch batch, NDList outputs);
}
