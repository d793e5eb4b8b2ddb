package org.dsd4j.djl.checkpoint;

import java.util.Optional;

/** How another program's names of tensors read here. */
@FunctionalInterface
public interface TensorNames {
  /**
   * Finds the parameter that a tensor belongs to.
   *
   * @param fileName the name of the tensor in the file, for example {@code layer1.0.conv1.weight}
   * @return the path of the parameter here; empty for a tensor that this network leaves out on
   *     purpose, for example {@code bn1.num_batches_tracked}
   */
  Optional<String> path(String fileName);

  /**
   * Names that are the same there and here.
   *
   * @return names that return themselves
   */
  static TensorNames same() {
    return Optional::of;
  }
}
