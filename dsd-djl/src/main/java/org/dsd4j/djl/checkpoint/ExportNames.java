package org.dsd4j.djl.checkpoint;

import java.util.List;

/**
 * Maps the parameters of a network to the names of another program, for {@link WeightExport}: the
 * inverse of {@link TensorNames}. {@link TorchNames} implements both with one table.
 */
@FunctionalInterface
public interface ExportNames {
  /**
   * Finds the names of a parameter.
   *
   * @param path the path of the parameter here, for example {@code bn1.gamma}
   * @return its names in the other program, for example {@code bn1.weight}; several if the other
   *     program lists a layer once for each place that uses it, in which case each gets the values;
   *     none if it has no such parameter, which makes the export fail
   */
  List<String> names(String path);

  /**
   * Finds the counters that the other program stores beside a parameter and that do not exist here.
   * They are written as 0, an I64 of shape [].
   *
   * @param path the path of the parameter here, for example {@code bn1.runningMean}
   * @return their names in the other program, for example {@code bn1.num_batches_tracked}; none
   *     unless overridden
   */
  default List<String> counters(String path) {
    return List.of();
  }
}
