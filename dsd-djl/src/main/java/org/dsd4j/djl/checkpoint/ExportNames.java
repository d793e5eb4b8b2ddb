package org.dsd4j.djl.checkpoint;

import java.util.List;

/**
 * How another program calls the parameters here, for {@link WeightExport}: the way back of {@link
 * TensorNames}. {@link TorchNames} goes both ways by one table.
 */
@FunctionalInterface
public interface ExportNames {
  /**
   * Finds the names of a parameter.
   *
   * @param path the path of the parameter here, for example {@code bn1.gamma}
   * @return its names there, for example {@code bn1.weight}; several where the other program lists
   *     a layer once for each place that uses it, and each gets the values; none when it has no
   *     such parameter, which refuses the export
   */
  List<String> names(String path);

  /**
   * Finds the counters that the other program keeps beside a parameter and that nothing here
   * counts. They are written as 0, an I64 of shape [].
   *
   * @param path the path of the parameter here, for example {@code bn1.runningMean}
   * @return their names there, for example {@code bn1.num_batches_tracked}; none unless overridden
   */
  default List<String> counters(String path) {
    return List.of();
  }
}
