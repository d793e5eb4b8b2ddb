package org.dsd4j.djl.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;

/**
 * Matches the tensors of a file with the parameters of a network: collects all problems, then
 * writes.
 */
final class WeightFit {
  private final Network network;
  private final TensorNames names;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** A tensor under its name in the file. */
  private record Found(String name, Tensor tensor) {}

  WeightFit(Network network, TensorNames names) {
    this.network = network;
    this.names = names;
  }

  /** Takes the tensors of a file, by their names there. */
  void addAll(Map<String, Tensor> tensors) {
    tensors.forEach((name, tensor) -> names.path(name).ifPresent(path -> add(name, path, tensor)));
  }

  private void add(String name, String given, Tensor tensor) {
    Optional<NamedParameter> named = network.parameters().find(given);
    if (named.isEmpty()) {
      problems.add(
          "surplus: "
              + arrow(name, given)
              + " "
              + tensor.shape()
              + ", this network has no "
              + given);
      return;
    }
    String path = named.get().path();
    Found other = found.putIfAbsent(path, new Found(name, tensor));
    if (other != null && other.tensor.equals(tensor)) {
      // A layer that is used in two places has two names in files of other programs.
      return;
    }
    if (other != null) {
      problems.add("double: " + other.name + " and " + name + " are both " + path);
      return;
    }
    List<Long> shape = shape(named.get());
    if (!tensor.shape().equals(shape)) {
      problems.add(
          "wrong shape: "
              + arrow(name, path)
              + " is "
              + tensor.shape()
              + " there, "
              + shape
              + " here");
    } else if (!FloatValues.TYPES.contains(tensor.type())) {
      problems.add(
          "wrong type: "
              + arrow(name, path)
              + " is "
              + tensor.type()
              + ", not F64, F32, F16 or BF16");
    } else {
      requireFinite(name, path, tensor);
    }
  }

  private void requireFinite(String name, String path, Tensor tensor) {
    Precision precision = network.precision();
    ByteBuffer values = FloatValues.of(tensor, precision);
    int bad = FloatValues.notFinite(values, precision);
    if (bad > 0) {
      int all = values.remaining() / precision.type().getNumOfBytes();
      problems.add(
          "not finite: "
              + arrow(name, path)
              + " has "
              + bad
              + " of "
              + all
              + " values infinite or"
              + " not a number");
    } else if (network.parameters().find(path).map(WeightFit::isVariance).orElse(false)) {
      requireNoNegative(name, path, values, precision);
    }
  }

  private static boolean isVariance(NamedParameter named) {
    return named.parameter().getType() == Parameter.Type.RUNNING_VAR;
  }

  /** The root of a negative variance is not a number, and would be in every output. */
  private void requireNoNegative(String name, String path, ByteBuffer values, Precision precision) {
    int bad = FloatValues.negative(values, precision);
    if (bad > 0) {
      problems.add(
          "negative: "
              + arrow(name, path)
              + " has "
              + bad
              + " values below 0, which a variance cannot have");
    }
  }

  /** Adds a problem of the file as a whole. */
  void problem(String line) {
    problems.add(line);
  }

  /** Adds the parameters that the file does not have. */
  void requireAll() {
    for (NamedParameter named : network.parameters().all()) {
      if (!found.containsKey(named.path())) {
        problems.add("missing: " + named.path() + " " + shape(named) + ", the file has none");
      }
    }
  }

  /**
   * Writes the values into the network.
   *
   * @throws CheckpointException when there is any problem; then nothing has been written
   */
  void write(Path file) {
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          file
              + " does not fit the network, which keeps the values it has:\n  "
              + String.join("\n  ", problems));
    }
    for (NamedParameter named : network.parameters().all()) {
      write(named, found.get(named.path()).tensor);
    }
  }

  private static void write(NamedParameter named, Tensor tensor) {
    NDArray target = named.array();
    Precision precision = Precision.of(target);
    try (NDManager temporary = target.getManager().newSubManager();
        NDArray values =
            ArrayValues.of(
                temporary,
                FloatValues.of(tensor, precision),
                target.getShape(),
                precision.type())) {
      // Not copyTo: the parameter would then be in memory of Java instead of the engine.
      named.write(array -> array.set(new NDIndex(":"), values));
    }
  }

  private static List<Long> shape(NamedParameter named) {
    return Arrays.stream(named.shape()).boxed().toList();
  }

  private static String arrow(String name, String path) {
    return name.equals(path) ? name : name + " -> " + path;
  }
}
