package org.dsd4j.api.pruning;

import java.nio.FloatBuffer;
import java.util.List;

/** A parameter of a network as pruning sees it. An engine implements this. */
public interface Prunable {
  /**
   * Returns the stable name of the parameter: the path of blocks to it, for example {@code
   * layer1.0.conv2.weight}.
   *
   * @return the path, unique in its network, never null; the first of {@link #paths()}
   */
  String path();

  /**
   * Returns every path under which the network holds the parameter: layers that share it each have
   * one. A rule of a {@link PruningPolicy} may name any of them.
   *
   * @return the paths in the order of the network, {@link #path()} first; never empty
   */
  default List<String> paths() {
    return List.of(path());
  }

  /**
   * Returns whether the parameter is frozen: it could be trained, and the owner of the network has
   * switched that off. Frozen parameters are never pruned, since no training would compensate for
   * it.
   *
   * @return true when it is frozen
   */
  default boolean frozen() {
    return false;
  }

  /**
   * Returns the shape, for example (out, in, kernel height, kernel width).
   *
   * @return a fresh array of sizes, each at least 1
   */
  long[] shape();

  /**
   * Returns what the parameter is for.
   *
   * @return the kind, never null
   */
  ParameterKind kind();

  /**
   * Returns the current values in row-major order. Where the engine can, this is a view of its own
   * memory without a copy, so it is valid only until the engine next changes the parameter.
   *
   * @return a buffer whose remaining elements are the values; must not be written to
   */
  FloatBuffer values();

  /**
   * Returns the number of values.
   *
   * @return the product of the shape
   */
  default long count() {
    long count = 1;
    for (long size : shape()) {
      count *= size;
    }
    return count;
  }
}
