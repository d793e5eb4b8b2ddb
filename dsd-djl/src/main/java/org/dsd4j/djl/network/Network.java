package org.dsd4j.djl.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;

/**
 * An initialised block on one device, with the memory of its parameters.
 *
 * <p>Initial weights are drawn in Java from the seed and the path of each parameter, so they are
 * the same on every engine and do not change when another layer does. Initializers that the user
 * chose are kept; they draw from the engine's generator, which gets the seed first.
 *
 * <p>Values that the block had before are the caller's and are never freed here. Values that were
 * made here are freed by {@link #close()}, which leaves the block as if it had never been
 * initialised; after {@link #handOver()} they stay with the block.
 */
public final class Network implements AutoCloseable {
  private final Block block;
  private final NDManager values;
  private final NDManager manager;
  private final Precision precision;
  private final ParameterStore store;
  private final NetworkParameters parameters;
  private final List<Parameter> made;
  private Runnable beforeForward = () -> {};

  private Network(Block block, NDManager values, Precision precision, List<Parameter> made) {
    this.block = block;
    this.values = values;
    this.manager = values.newSubManager();
    this.precision = precision;
    this.made = made;
    this.parameters = NetworkParameters.of(block);
    this.store = new ParameterStore(manager, false);
    values.setName("values of the network");
    manager.setName("network");
  }

  /**
   * Initialises a block in single precision.
   *
   * @param block the block; one whose parameters have values keeps them
   * @param engine the name of the engine, as DJL spells it
   * @param device where the parameters live
   * @param seed of the initial weights
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
   * @param seed of the initial weights, which are the same in either precision
   * @param inputs the shapes of one batch of inputs
   * @return the network, never null
   * @throws IllegalArgumentException when the block already has values of another type or on
   *     another device, all named; then it keeps them
   */
  public static Network initialize(
      Block block, String engine, Device device, Precision precision, long seed, Shape... inputs) {
    // No other thread may use the generator until the values are drawn.
    return EngineLock.withLock(() -> make(block, engine, device, precision, seed, inputs));
  }

  private static Network make(
      Block block, String engine, Device device, Precision precision, long seed, Shape... inputs) {
    NDManager values = NDManager.newBaseManager(device, engine);
    List<Parameter> made = new ArrayList<>();
    try {
      for (NamedParameter named : NetworkParameters.of(block).all()) {
        SeededInitializer.seed(named, seed);
        if (!named.parameter().isInitialized()) {
          made.add(named.parameter());
        }
      }
      freezeStatistics(block);
      values.getEngine().setRandomSeed(Long.hashCode(seed));
      block.initialize(values, precision.type(), inputs);
      Network network = new Network(block, values, precision, made);
      network.requireAlike(device);
      return network;
    } catch (RuntimeException e) {
      free(made, values);
      throw e;
    }
  }

  /** A user's {@code block.freezeParameters(false)} marks running statistics as trained too. */
  private static void freezeStatistics(Block block) {
    block.freezeParameters(
        true,
        parameter ->
            parameter.requiresGradient()
                && (parameter.getType() == Parameter.Type.RUNNING_MEAN
                    || parameter.getType() == Parameter.Type.RUNNING_VAR));
  }

  /** An engine would compute with both types, and the loss of precision would go unnoticed. */
  private void requireAlike(Device device) {
    List<String> problems = new ArrayList<>();
    for (NamedParameter named : parameters.all()) {
      NDArray array = named.array();
      if (array.getDataType() != precision.type()) {
        problems.add(named.path() + " has values of type " + array.getDataType() + " already");
      } else if (!array.getDevice().equals(device)) {
        problems.add(named.path() + " has values on " + array.getDevice() + " already");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("; ", problems)
              + "; "
              + precision.id()
              + " precision on "
              + device
              + " needs a new block, or values of that type on that device");
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
    beforeForward.run();
    return block.forward(store, precision.of(inputs), training);
  }

  /**
   * Registers what is called before every {@link #forward}, such as a look at whether a long
   * evaluation is still wanted.
   *
   * @param check what it throws ends the forward pass
   */
  public void beforeForward(Runnable check) {
    beforeForward = check;
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
   * Returns a manager on the network's device that lives as long as the network; make a sub-manager
   * for anything short-lived.
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

  /**
   * Frees what this network needs besides its values. The values stay with the block, which can be
   * used, saved or trained again, and whose own {@code clear()} frees them.
   */
  public void handOver() {
    manager.close();
  }

  /**
   * Frees the values that were made here. The block can be initialised again; values that it had
   * before stay.
   */
  @Override
  public void close() {
    free(made, values);
  }

  private static void free(List<Parameter> made, NDManager values) {
    // DJL then treats them as never initialised, and does not use arrays that are freed.
    made.forEach(Parameter::close);
    values.close();
  }
}
