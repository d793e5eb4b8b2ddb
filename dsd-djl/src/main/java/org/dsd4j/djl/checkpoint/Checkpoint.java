package org.dsd4j.djl.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.network.ArrayBytes;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.network.Sha256;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.StatefulOptimizer;

/**
 * The state of a training at a step boundary: weights and running statistics, optimizer state,
 * masks, and the position in the plan.
 *
 * <p>In the file, arrays are named {@code weights/PATH}, {@code optimizer/SLOT/PATH} and {@code
 * masks/PATH}, where masks are packed, eight weights in a byte. The metadata have the number of
 * updates of each parameter, {@code updates.PATH}, and the {@link Fingerprint}.
 */
public final class Checkpoint {
  static final String FORMAT = "dsd-checkpoint-1";
  static final String WEIGHTS = "weights/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String MASKS = "masks/";
  private static final String UPDATES = "updates.";

  private final TensorFile file;

  private Checkpoint(TensorFile file) {
    this.file = file;
  }

  /**
   * Takes a checkpoint without a fingerprint, for callers that record the settings of the training
   * elsewhere.
   *
   * @param network the network
   * @param optimizer its optimizer, whose inner optimizer is a {@link StatefulOptimizer}
   * @param at the position in the plan
   * @return the checkpoint, never null
   * @throws CheckpointException when the state of the optimizer is not accessible
   */
  public static Checkpoint of(Network network, MaskedOptimizer optimizer, Position at) {
    return of(network, optimizer, at, Fingerprint.NONE);
  }

  /**
   * Takes a checkpoint. Arrays in main memory are not copied: write the checkpoint before the next
   * step.
   *
   * @param network the network
   * @param optimizer its optimizer, whose inner optimizer is a {@link StatefulOptimizer}
   * @param at the position in the plan
   * @param fingerprint the settings of the training
   * @return the checkpoint, never null
   * @throws CheckpointException when the state of the optimizer is not accessible
   */
  public static Checkpoint of(
      Network network, MaskedOptimizer optimizer, Position at, Fingerprint fingerprint) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<NamedParameter> parameters = network.parameters().all();
    for (NamedParameter named : parameters) {
      tensors.put(WEIGHTS + named.path(), tensor(named.array()));
    }
    StatefulOptimizer stateful = requireStateful(optimizer);
    stateful
        .slots()
        .forEach(
            (slot, byId) -> {
              for (NamedParameter named : parameters) {
                NDArray state = byId.get(named.parameter().getId());
                if (state != null) {
                  tensors.put(OPTIMIZER + slot + "/" + named.path(), tensor(state));
                }
              }
            });
    optimizer.masks().masks().forEach((path, mask) -> tensors.put(MASKS + path, tensor(mask)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("phase", Integer.toString(at.phase()));
    metadata.put("step", Long.toString(at.step()));
    metadata.put("globalStep", Long.toString(at.globalStep()));
    fingerprint.writeTo(metadata);
    for (NamedParameter named : parameters) {
      Integer updates = stateful.updates().get(named.parameter().getId());
      if (updates != null) {
        metadata.put(UPDATES + named.path(), updates.toString());
      }
    }
    return new Checkpoint(new TensorFile(metadata, tensors));
  }

  /**
   * Writes the checkpoint atomically.
   *
   * @param path the file to write
   * @throws CheckpointException when it cannot be written
   */
  public void write(Path path) {
    file.write(path);
  }

  /**
   * Reads a checkpoint.
   *
   * @param path the file
   * @return the checkpoint, never null
   * @throws CheckpointException when the file is missing, truncated, corrupt or of another kind
   */
  public static Checkpoint read(Path path) {
    return read(path, "delete it to start this part again");
  }

  /**
   * Reads a checkpoint.
   *
   * @param path the file
   * @param remedy what to do where the file is damaged, to end the message
   * @return the checkpoint, never null
   * @throws CheckpointException when the file is missing, truncated, corrupt or of another kind
   */
  public static Checkpoint read(Path path, String remedy) {
    TensorFile file = TensorFile.readOwn(path, remedy);
    if (!FORMAT.equals(file.metadata().get("format"))) {
      throw new CheckpointException(path + " is a safetensors file, but not a DSD checkpoint");
    }
    return new Checkpoint(file);
  }

  /**
   * Returns the position in the plan.
   *
   * @return the position, never null
   */
  public Position position() {
    Map<String, String> metadata = file.metadata();
    return new Position(
        Integer.parseInt(metadata.get("phase")),
        Long.parseLong(metadata.get("step")),
        Long.parseLong(metadata.get("globalStep")));
  }

  /**
   * Returns the settings of the training.
   *
   * @return the fingerprint, {@link Fingerprint#NONE} when it has none
   */
  public Fingerprint fingerprint() {
    return Fingerprint.read(file.metadata());
  }

  /**
   * Returns a checksum over the paths and bits of all weights, running statistics included.
   *
   * @return as {@link Network#sha256()} of the network that this checkpoint was taken of
   */
  public String weightsSha256() {
    Sha256 sum = new Sha256();
    weights().forEach((path, tensor) -> sum.add(path).add(tensor.data().duplicate()));
    return sum.hex();
  }

  /**
   * Checks before a training that its checkpoints can be written.
   *
   * @param path the file to write
   * @param optimizer the optimizer
   * @throws CheckpointException when the folder is missing or cannot be written to, the path is a
   *     folder itself, or the state of the optimizer is not accessible
   */
  public static void requireWritable(Path path, MaskedOptimizer optimizer) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CheckpointException(
          "cannot write the checkpoint " + path + ": there is no folder " + folder);
    }
    if (Files.isDirectory(path)) {
      throw new CheckpointException("cannot write the checkpoint " + path + ": it is a folder");
    }
    if (!Files.isWritable(folder)) {
      throw new CheckpointException(
          "cannot write the checkpoint " + path + ": the folder is not writable");
    }
    requireStateful(optimizer);
  }

  /**
   * Restores weights, running statistics, optimizer state and masks.
   *
   * @param network a network of the same parameters, whose values are replaced
   * @param optimizer its optimizer, whose state and masks are replaced
   * @throws CheckpointException when parameters are missing, surplus, or of another shape or
   *     precision, all of which are named, or the state of the optimizer is not accessible; then
   *     nothing has been changed
   */
  public void restore(Network network, MaskedOptimizer optimizer) {
    requireSameParameters(network);
    StatefulOptimizer stateful = requireStateful(optimizer);
    try (NDManager temporary = network.manager().newSubManager()) {
      for (NamedParameter named : network.parameters().all()) {
        NDArray saved = array(temporary, WEIGHTS + named.path(), network.precision());
        named.write(array -> array.set(new NDIndex(":"), saved));
      }
      // First the masks: applying them may change the state, which is restored afterwards.
      optimizer.apply(masks(network));
      stateful.reset();
      restoreState(network, stateful, temporary);
    }
  }

  /** Returns weights and running statistics by path. */
  Map<String, Tensor> weights() {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    file.tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(WEIGHTS)) {
                weights.put(name.substring(WEIGHTS.length()), tensor);
              }
            });
    return weights;
  }

  private void restoreState(Network network, StatefulOptimizer stateful, NDManager temporary) {
    for (String name : file.tensors().keySet()) {
      if (name.startsWith(OPTIMIZER)) {
        int slash = name.indexOf('/', OPTIMIZER.length());
        NamedParameter named = network.parameters().find(name.substring(slash + 1)).orElseThrow();
        stateful.restore(
            name.substring(OPTIMIZER.length(), slash),
            named.parameter().getId(),
            named.array(),
            array(temporary, name, network.precision()));
      }
    }
    for (NamedParameter named : network.parameters().all()) {
      String updates = file.metadata().get(UPDATES + named.path());
      if (updates != null) {
        stateful.restoreUpdates(
            named.parameter().getId(), named.array(), Integer.parseInt(updates));
      }
    }
  }

  private MaskSet masks(Network network) {
    Map<String, Mask> masks = new LinkedHashMap<>();
    for (NamedParameter named : network.parameters().all()) {
      Tensor packed = file.tensors().get(MASKS + named.path());
      if (packed != null) {
        byte[] bytes = new byte[packed.data().remaining()];
        packed.data().duplicate().get(bytes);
        masks.put(named.path(), Mask.fromBytes(named.shape(), bytes));
      }
    }
    return new MaskSet(masks);
  }

  private void requireSameParameters(Network network) {
    List<String> problems = new ArrayList<>();
    TreeSet<String> surplus = new TreeSet<>();
    file.tensors().keySet().stream()
        .filter(name -> name.startsWith(WEIGHTS))
        .forEach(name -> surplus.add(name.substring(WEIGHTS.length())));
    for (NamedParameter named : network.parameters().all()) {
      Tensor tensor = file.tensors().get(WEIGHTS + named.path());
      surplus.remove(named.path());
      problem(named, tensor).ifPresent(problems::add);
    }
    surplus.forEach(path -> problems.add(path + " is not part of this network"));
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          "the checkpoint is of another network: " + String.join("; ", problems));
    }
  }

  /** Says why a tensor is not that of a parameter; {@code tensor} is null where there is none. */
  private static Optional<String> problem(NamedParameter named, Tensor tensor) {
    if (tensor == null) {
      return Optional.of(named.path() + " is missing");
    }
    List<Long> shape = Arrays.stream(named.shape()).boxed().toList();
    String type = FloatValues.type(named.array().getDataType());
    if (!tensor.shape().equals(shape)) {
      return Optional.of(named.path() + " is " + tensor.shape() + " there and " + shape + " here");
    }
    return tensor.type().equals(type)
        ? Optional.empty()
        : Optional.of(named.path() + " is " + tensor.type() + " there and " + type + " here");
  }

  private NDArray array(NDManager manager, String name, Precision precision) {
    Tensor tensor = file.tensors().get(name);
    Shape shape = new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
    // A copy: otherwise PyTorch would train in the memory that the file was read into.
    ByteBuffer read = FloatValues.of(tensor, precision);
    ByteBuffer values = ByteBuffer.allocateDirect(read.remaining()).order(ByteOrder.nativeOrder());
    return ArrayValues.of(manager, values.put(read).flip(), shape, precision.type());
  }

  /** Returns an array as a tensor, without a copy if it is in main memory. */
  static Tensor tensor(NDArray array) {
    ByteBuffer data = ArrayBytes.of(array);
    return new Tensor(
        FloatValues.type(array.getDataType()),
        Arrays.stream(array.getShape().getShape()).boxed().toList(),
        data.duplicate());
  }

  private static Tensor tensor(Mask mask) {
    byte[] bytes = mask.toBytes();
    return new Tensor("U8", List.of((long) bytes.length), ByteBuffer.wrap(bytes));
  }

  private static StatefulOptimizer requireStateful(MaskedOptimizer optimizer) {
    if (optimizer.inner() instanceof StatefulOptimizer stateful) {
      return stateful;
    }
    throw new CheckpointException(
        optimizer.inner().getClass().getSimpleName()
            + " hides its state, so a checkpoint could not be resumed with the same bits; use an"
            + " optimizer of org.dsd4j.djl.optimizer, such as MomentumSgd");
  }
}
