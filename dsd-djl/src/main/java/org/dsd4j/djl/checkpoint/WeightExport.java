package org.dsd4j.djl.checkpoint;

import ai.djl.nn.Block;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;

/**
 * Writes the values of a trained network, running statistics included, into a safetensors file, for
 * this library or for another program:
 *
 * <pre>{@code
 * WeightExport.of(block).write(file);              // read again by PretrainedWeights
 * WeightExport.of(block).named(names).write(file); // load_state_dict(strict=True) takes it
 * WeightExport.of(block).sparse().write(file);     // smaller, where weights are zero
 * }</pre>
 *
 * <p>Elements keep their type and their bits, including NaN and the sign of a zero; {@link
 * PretrainedWeights} refuses values that are not finite.
 *
 * <p><b>The sparse form</b> stores a floating-point tensor {@code NAME} in parts. An element is
 * kept when it is not zero:
 *
 * <ul>
 *   <li>{@code kept/NAME}, U8: one bit for each element, row-major, 1 where it is kept; eight in a
 *       byte, lowest bit first, filled with zeros to a multiple of eight bytes;
 *   <li>{@code values/NAME}: the kept elements in that order, in the type of the tensor;
 *   <li>{@code signs/NAME}, U8: one bit for each element that is not kept, 1 where it is -0; packed
 *       likewise, and absent if all are +0. Masks multiply by 0, so a third to a half of the pruned
 *       weights of a network are -0;
 *   <li>{@code sparse/NAME} in the metadata: the shape, such as {@code 64,3,3,3}.
 * </ul>
 *
 * With 30 % of its weights pruned, a tensor of floats has three quarters of its size; with 80 %, a
 * quarter. Tensors that would not be smaller stay dense, so a file in this form is never larger.
 * {@link PretrainedWeights} reads this form too; {@code docs/export.md} has a reader in Python.
 *
 * <p><b>DJL's own {@code Model.save}</b> stores every zero: the file of a sparse network is as
 * large as that of a dense one. It has no paths: parameters follow each other in the order of the
 * blocks, with only the last part of their name, so it can be loaded only into a block of the same
 * layers in the same order. Masks are saved neither there nor here: if the training continues
 * without masks, pruned weights change again. Prune with the same policy again after loading: zeros
 * are the smallest weights, so this gives the same masks if no kept weight is zero.
 */
public final class WeightExport {
  /** The format in the metadata of such a file. */
  static final String FORMAT = "dsd-weights-1";

  /** The key in the metadata for the kind of names. */
  static final String NAMES = "names";

  /** The names are the paths of parameters. */
  static final String OWN = "own";

  private static final String OTHER = "other";

  private final Source source;
  private final ExportNames names;
  private final boolean own;
  private final boolean sparse;

  private WeightExport(Source source, ExportNames names, boolean own, boolean sparse) {
    this.source = source;
    this.names = names;
    this.own = own;
    this.sparse = sparse;
  }

  /** Returns the values by path when they are written. */
  @FunctionalInterface
  private interface Source {
    Map<String, Tensor> values(boolean everyPath, List<String> problems);
  }

  /**
   * The sizes of what was written.
   *
   * @param bytes the size of the file
   * @param denseBytes the size without the sparse form; the same if that is not used
   * @param parameters the parameters, running statistics included
   * @param values their elements
   * @param zeros the elements that are zero, of either sign
   */
  public record Written(long bytes, long denseBytes, int parameters, long values, long zeros) {}

  /**
   * Exports a network.
   *
   * @param block the network, initialised; its values are read when they are written
   * @return an export under the paths of {@link NetworkParameters}
   */
  public static WeightExport of(Block block) {
    return new WeightExport(
        (everyPath, problems) -> values(block, everyPath, problems),
        path -> List.of(path),
        true,
        false);
  }

  /**
   * Exports the weights of a checkpoint.
   *
   * @param checkpoint the checkpoint, of which optimizer state and masks are left out
   * @return an export under the paths of {@link NetworkParameters}
   */
  public static WeightExport of(Checkpoint checkpoint) {
    return new WeightExport(
        (everyPath, problems) -> checkpoint.weights(), path -> List.of(path), true, false);
  }

  /**
   * Returns the same export under the names of another program.
   *
   * @param theirs the names
   * @return a copy
   */
  public WeightExport named(ExportNames theirs) {
    return new WeightExport(source, theirs, false, sparse);
  }

  /**
   * Returns the same export in the sparse form.
   *
   * @return a copy
   */
  public WeightExport sparse() {
    return new WeightExport(source, names, own, true);
  }

  /**
   * Writes the file atomically; an existing one is replaced.
   *
   * @param file the file to write
   * @return sizes and counts
   * @throws CheckpointException when the network has no values, or values of a type that is not
   *     FLOAT64, FLOAT32, FLOAT16 or BFLOAT16; when names are missing or used twice; the message
   *     lists all problems, and nothing is written; or when the file cannot be written
   */
  public Written write(Path file) {
    List<String> problems = new ArrayList<>();
    Map<String, Tensor> values = source.values(!own, problems);
    Map<String, Tensor> tensors = named(values, problems);
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          "cannot export to " + file + ": " + String.join("; ", problems));
    }
    TensorFile dense = new TensorFile(metadata(), tensors);
    TensorFile written = sparse ? SparseForm.of(dense) : dense;
    written.write(file);
    Set<Tensor> once = Collections.newSetFromMap(new IdentityHashMap<>());
    once.addAll(values.values());
    return new Written(
        written.bytes(),
        dense.bytes(),
        once.size(),
        once.stream().mapToLong(WeightExport::size).sum(),
        once.stream().mapToLong(SparseForm::zeros).sum());
  }

  /** In a fixed order; that of {@code Map.of} changes between runs. */
  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put(NAMES, own ? OWN : OTHER);
    return metadata;
  }

  /** Other programs list a layer that is used in two places twice. */
  private static Map<String, Tensor> values(Block block, boolean everyPath, List<String> problems) {
    List<NamedParameter> all = NetworkParameters.of(block).all();
    if (all.isEmpty()) {
      problems.add("the block has no parameters");
    }
    long without = all.stream().filter(named -> !named.parameter().isInitialized()).count();
    if (without > 0) {
      problems.add(
          without + " of " + all.size() + " parameters have no values: initialise the block first");
      return Map.of();
    }
    long freed = all.stream().filter(named -> named.array().isReleased()).count();
    if (freed > 0) {
      problems.add(
          freed
              + " of "
              + all.size()
              + " parameters are freed: export before what owns them closes");
      return Map.of();
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (NamedParameter named : all) {
      if (!FloatValues.supports(named.array().getDataType())) {
        problems.add(named.path() + " is " + named.array().getDataType() + ", not floating point");
      } else {
        Tensor tensor = Checkpoint.tensor(named.array());
        List<String> paths = everyPath ? named.paths() : List.of(named.path());
        paths.forEach(path -> values.put(path, tensor));
      }
    }
    return values;
  }

  /**
   * Returns the tensors of the file. Counters come first, because they have the widest elements: so
   * all are aligned.
   */
  private Map<String, Tensor> named(Map<String, Tensor> values, List<String> problems) {
    Map<String, String> paths = new LinkedHashMap<>();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String path : values.keySet()) {
      for (String name : names.counters(path)) {
        claim(name, path, paths, problems);
        tensors.put(name, counter());
      }
    }
    values.forEach(
        (path, tensor) -> {
          List<String> found = names.names(path);
          if (found.isEmpty()) {
            problems.add(path + " has no name there");
          }
          for (String name : found) {
            claim(name, path, paths, problems);
            tensors.put(name, tensor);
          }
        });
    return tensors;
  }

  private static void claim(
      String name, String path, Map<String, String> paths, List<String> problems) {
    String other = paths.putIfAbsent(name, path);
    if (other != null) {
      problems.add(other + " and " + path + " are both " + name);
    }
  }

  private static Tensor counter() {
    return new Tensor("I64", List.of(), ByteBuffer.allocate(Long.BYTES));
  }

  private static long size(Tensor tensor) {
    return tensor.shape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
  }
}
