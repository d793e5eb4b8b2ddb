package org.dsd4j.djl.checkpoint;

import java.util.Collection;
import org.dsd4j.djl.network.Network;

/**
 * Names of a module that was kept inside of another: of {@code DataParallel}, of a compiled one, or
 * of a model that has it as a part. All have the same prefix.
 */
final class WrappedNames {
  private WrappedNames() {}

  /**
   * Returns the length of the shortest prefix that ends in a dot and without which every name is
   * one of the network or not used; 0 if there is none, or none is needed.
   */
  static int prefix(Collection<String> all, TensorNames names, Network network) {
    String first = all.stream().findFirst().orElse("");
    for (int end = 0; end >= 0; end = first.indexOf('.', end) + 1) {
      int length = end;
      String prefix = first.substring(0, length);
      if (all.stream()
          .allMatch(
              name ->
                  name.startsWith(prefix)
                      && names
                          .path(name.substring(length))
                          .map(path -> network.parameters().find(path).isPresent())
                          .orElse(true))) {
        return length;
      }
      if (first.indexOf('.', end) < 0) {
        break;
      }
    }
    return 0;
  }
}
