package org.dsd4j.reproductions.row;

import java.nio.file.Path;
import org.dsd4j.djl.checkpoint.PretrainedWeights;
import org.dsd4j.djl.checkpoint.TensorNames;
import org.dsd4j.djl.network.Network;

/**
 * A published network to start from, as the paper did.
 *
 * @param file the weights
 * @param names how the tensors of the file are called in the network
 */
public record InitialWeights(Path file, TensorNames names) {
  /**
   * Loads the weights.
   *
   * @param network the network, initialised; unchanged when the weights do not fit
   * @throws org.dsd4j.djl.checkpoint.CheckpointException with every tensor that does not fit
   */
  public void load(Network network) {
    PretrainedWeights.load(file, network, names);
  }
}
