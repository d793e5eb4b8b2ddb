package org.dsd4j.reproductions.row;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.nio.file.Path;
import org.dsd4j.djl.checkpoint.CheckpointException;
import org.dsd4j.djl.checkpoint.PretrainedWeights;
import org.dsd4j.djl.checkpoint.TensorNames;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;

/**
 * A file with the weights of a trained network: a published baseline to start from, a frozen
 * network, or the end of a run.
 *
 * @param file the weights
 * @param names how the tensors of the file are called in the network
 */
public record WeightFile(Path file, TensorNames names) {
  /** Every value is replaced by the file's, so that any seed gives the same network. */
  private static final long ANY_SEED = 1;

  /**
   * Names a file whose tensors are called as in our networks.
   *
   * @param file the weights
   * @return the file under our names, never null
   */
  public static WeightFile ofOwnNames(Path file) {
    return new WeightFile(file, TensorNames.same());
  }

  /**
   * Loads the weights. The end of a run is checked against the run's records.
   *
   * @param network the network, initialised; unchanged when the weights do not fit
   * @throws UnusableWeightsException when the file cannot be read, or with every tensor that does
   *     not fit
   */
  public void load(Network network) {
    ArmCheckpoints.checkIfEnd(file);
    try {
      PretrainedWeights.load(file, network, names);
    } catch (CheckpointException e) {
      throw new UnusableWeightsException(e);
    }
  }

  /**
   * Computes the checksum of the file.
   *
   * @return SHA-256 in 64 hexadecimal digits
   * @throws UnusableWeightsException when the file cannot be read
   */
  public String sha256() {
    try {
      return PretrainedWeights.sha256(file);
    } catch (CheckpointException e) {
      throw new UnusableWeightsException(e);
    }
  }

  /**
   * Initialises a network in single precision and loads the weights.
   *
   * @param block the network, not initialised
   * @param engine the started engine and its device
   * @param inputs the shapes of one batch of inputs
   * @return the network with these weights; the caller closes it
   * @throws UnusableWeightsException when the file cannot be read, or with every tensor that does
   *     not fit; the network is closed then
   */
  public Network initialize(Block block, StartedEngine engine, Shape... inputs) {
    Network network = Network.initialize(block, engine.name(), engine.device(), ANY_SEED, inputs);
    try {
      load(network);
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
