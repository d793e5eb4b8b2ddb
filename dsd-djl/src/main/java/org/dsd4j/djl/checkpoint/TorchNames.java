package org.dsd4j.djl.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Maps names in state dicts of PyTorch to paths of parameters and back, by one table of layers:
 * what was read under PyTorch's names is written under the same names.
 *
 * <pre>{@code
 * TorchNames names =
 *     TorchNames.builder()
 *         .layer("0", "01Linear")
 *         .norm("1", "02BatchNorm")
 *         .layer("4", "05Linear")
 *         .build();
 * PretrainedWeights.load(file, network, names);
 * WeightExport.of(block).named(names).write(file);
 * }</pre>
 *
 * <p>The table has layers, not tensors: {@code weight} and {@code bias} are called the same on both
 * sides. In a layer of normalisation {@code weight}, {@code bias}, {@code running_mean} and {@code
 * running_var} are {@code gamma}, {@code beta}, {@code runningMean} and {@code runningVar} here.
 * PyTorch also counts batches there: {@code num_batches_tracked}. The count matters only if the
 * running statistics are plain means of all batches ({@code momentum=None}). It is not read, and
 * written as 0.
 */
public final class TorchNames implements TensorNames, ExportNames {
  private static final String COUNTER = "num_batches_tracked";
  private static final String COUNTED = "running_mean";

  private static final Map<String, String> NORM_PARTS =
      Map.of(
          "weight", "gamma", "bias", "beta", COUNTED, "runningMean", "running_var", "runningVar");

  private static final Map<String, String> NORM_PARTS_BACK =
      NORM_PARTS.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private final Map<String, Layer> byTheirs;
  private final Map<String, List<Layer>> byOurs = new LinkedHashMap<>();

  private TorchNames(Map<String, Layer> layers) {
    this.byTheirs = Map.copyOf(layers);
    layers
        .values()
        .forEach(layer -> byOurs.computeIfAbsent(layer.ours, ours -> new ArrayList<>()).add(layer));
  }

  /** The names of a layer in both programs. */
  private record Layer(String theirs, String ours, boolean norm) {
    String partHere(String part) {
      return norm ? NORM_PARTS.getOrDefault(part, part) : part;
    }

    String partThere(String part) {
      return norm ? NORM_PARTS_BACK.getOrDefault(part, part) : part;
    }
  }

  /** The name of a tensor, split at the last dot. A network of one layer has no dots. */
  private record Name(String layer, String part) {
    static Name of(String name) {
      int dot = name.lastIndexOf('.');
      return new Name(name.substring(0, Math.max(dot, 0)), name.substring(dot + 1));
    }

    static String join(String layer, String part) {
      return layer.isEmpty() ? part : layer + "." + part;
    }
  }

  /**
   * Creates a builder.
   *
   * @return a builder of an empty table
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@inheritDoc} A name of a layer that is not in the table is returned as it is, so that loading
   * lists it as surplus.
   */
  @Override
  public Optional<String> path(String fileName) {
    Name name = Name.of(fileName);
    if (name.part.equals(COUNTER)) {
      return Optional.empty();
    }
    Layer layer = byTheirs.get(name.layer);
    return Optional.of(layer == null ? fileName : Name.join(layer.ours, layer.partHere(name.part)));
  }

  /** {@inheritDoc} A layer that is in the table under several names has all of them. */
  @Override
  public List<String> names(String path) {
    Name name = Name.of(path);
    return byOurs.getOrDefault(name.layer, List.of()).stream()
        .map(layer -> Name.join(layer.theirs, layer.partThere(name.part)))
        .toList();
  }

  @Override
  public List<String> counters(String path) {
    Name name = Name.of(path);
    return byOurs.getOrDefault(name.layer, List.of()).stream()
        .filter(layer -> layer.norm && layer.partThere(name.part).equals(COUNTED))
        .map(layer -> Name.join(layer.theirs, COUNTER))
        .toList();
  }

  /** Builds the table. */
  public static final class Builder {
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds a layer whose tensors are called the same on both sides.
     *
     * @param theirs the name of PyTorch's module, for example {@code classifier.0}; empty for a
     *     network that is one layer
     * @param ours the path of the block here, for example {@code fc6}; a path that was added before
     *     gets a second name in PyTorch, as has a layer that is used in two places
     * @return this
     * @throws IllegalArgumentException when the table already has that name in PyTorch
     */
    public Builder layer(String theirs, String ours) {
      return add(new Layer(theirs, ours, false));
    }

    /**
     * Adds a layer of normalisation.
     *
     * @param theirs the name of PyTorch's module, for example {@code layer1.0.bn1}
     * @param ours the path of the block here; as for other layers
     * @return this
     * @throws IllegalArgumentException when the table already has that name in PyTorch
     */
    public Builder norm(String theirs, String ours) {
      return add(new Layer(theirs, ours, true));
    }

    private Builder add(Layer layer) {
      Layer other = layers.putIfAbsent(layer.theirs, layer);
      if (other != null) {
        throw new IllegalArgumentException(
            "'"
                + layer.theirs
                + "' is '"
                + other.ours
                + "' and cannot be '"
                + layer.ours
                + "' too");
      }
      return this;
    }

    /**
     * Builds the table.
     *
     * @return the names, never null
     */
    public TorchNames build() {
      return new TorchNames(layers);
    }
  }
}
