package org.dsd4j.djl.network;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;

/**
 * An initialised block on one device, with the memory of its parameters.
 *
 * <p>Initial weights are drawn in Java from the seed and the path of each parameter, so they are
 * the same on every engine and do not change when another layer does.
 */
public final class Network implements AutoCloseable {
  private final Block block;
  private final NDManager manager;
  private final ParameterStore store;
  private final NetworkParameters parameters;

  private Network(Block block, NDManager manager) {
    this.block = block;
    this.manager = manager;
    this.parameters = NetworkParameters.of(block);
    this.store = new ParameterStore(manager, false);
  }

  /**
   * Initialises a block.
   *
   * @param block the block; one whose parameters have values keeps them
   * @param engine the name of the engine, as DJL spells it
   * @param device where the parameters live
   * @param seed where the initial weights come from
   * @param inputs the shapes of one batch of inputs
   * @return the network, never null
   */
  public static Network initialize(
      Block block, String engine, Device device, long seed, Shape... inputs) {
    NDManager manager = NDManager.newBaseManager(device, engine);
    manager.setName("network");
    try {
      for (NamedParameter named : NetworkParameters.of(block).all()) {
        SeededInitializer.seed(named, seed);
      }
      block.initialize(manager, DataType.FLOAT32, inputs);
      return new Network(block, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Runs the block.
   *
   * @param inputs one batch
   * @param training whether dropout drops and normalisation uses the statistics of the batch
   * @return the outputs, attached to the manager of the inputs
   */
  public NDList forward(NDList inputs, boolean training) {
    return block.forward(store, inputs, training);
  }

  /**
   * Returns the block.
   *
   * @return the block, initialised
   */
  public Block block() {
    return block;
  }

  /**
   * Returns the manager that owns the parameters; make a sub-manager for anything short-lived.
   *
   * @return the manager
   */
  public NDManager manager() {
    return manager;
  }

  /**
   * Returns the parameters.
   *
   * @return the parameters in the order of the network
   */
  public NetworkParameters parameters() {
    return parameters;
  }

  /**
   * Returns a checksum over the paths and bits of all parameters, running statistics included.
   *
   * @return SHA-256 in 64 hexadecimal digits
   */
  public String sha256() {
    Sha256 sum = new Sha256();
    for (NamedParameter named : parameters.all()) {
      sum.add(named.path()).add(ArrayBytes.of(named.array()));
    }
    return sum.hex();
  }

  @Override
  public void close() {
    manager.close();
  }
}
