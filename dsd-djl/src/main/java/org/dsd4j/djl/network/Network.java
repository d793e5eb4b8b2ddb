package org.dsd4j.djl.network;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
  private final Precision precision;
  private final ParameterStore store;
  private final NetworkParameters parameters;

  private Network(Block block, NDManager manager, Precision precision) {
    this.block = block;
    this.manager = manager;
    this.precision = precision;
    this.parameters = NetworkParameters.of(block);
    this.store = new ParameterStore(manager, false);
  }

  /**
   * Initialises a block in single precision.
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
    return initialize(block, engine, device, Precision.SINGLE, seed, inputs);
  }

  /**
   * Initialises a block.
   *
   * @param block the block; one whose parameters have values keeps them
   * @param engine the name of the engine, as DJL spells it
   * @param device where the parameters live
   * @param precision what the network computes in
   * @param seed where the initial weights come from; the same in either precision
   * @param inputs the shapes of one batch of inputs
   * @return the network, never null
   * @throws IllegalArgumentException when double precision is asked for and the block already has
   *     values of another
   */
  public static Network initialize(
      Block block, String engine, Device device, Precision precision, long seed, Shape... inputs) {
    NDManager manager = NDManager.newBaseManager(device, engine);
    manager.setName("network");
    try {
      for (NamedParameter named : NetworkParameters.of(block).all()) {
        SeededInitializer.seed(named, seed);
      }
      block.initialize(manager, precision.type(), inputs);
      Network network = new Network(block, manager, precision);
      network.requirePrecision();
      return network;
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** An engine would compute with both, and nobody would see what was lost. */
  private void requirePrecision() {
    for (NamedParameter named : parameters.all()) {
      if (precision == Precision.DOUBLE && Precision.of(named.array()) != precision) {
        throw new IllegalArgumentException(
            named.path()
                + " has values of type "
                + named.array().getDataType()
                + " already; double precision needs a new block");
      }
    }
  }

  /**
   * Runs the block.
   *
   * @param inputs one batch; in double precision FLOAT32 arrays become FLOAT64 first
   * @param training whether dropout drops and normalisation uses the statistics of the batch
   * @return the outputs, attached to the manager of the inputs
   */
  public NDList forward(NDList inputs, boolean training) {
    return block.forward(store, precision.of(inputs), training);
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
   * Returns what the network computes in.
   *
   * @return the precision of every parameter
   */
  public Precision precision() {
    return precision;
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
