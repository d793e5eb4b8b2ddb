package org.dsd4j.djl.checkpoint;

import java.util.Optional;

/** Maps the tensor names of another program to the paths of parameters. */
@FunctionalInterface
public interface TensorNames {
  /**
   * Finds the parameter that a tensor belongs to.
   *
   * @param fileName the name of the tensor in the file, for example {@code layer1.0.conv1.weight}
   * @return the path of the parameter here; empty for a tensor that this network does not use on
   *     purpose, for example {@code bn1.num_batches_tracked}
   */
  Optional<String> path(String fileName);

  /**
   * Returns names that are the same in both programs.
   *
   * @return the identity
   */
  static TensorNames same() {
    return Optional::of;
  }
}
