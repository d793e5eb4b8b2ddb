package org.dsd4j.reproductions.row;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.dsd4j.djl.checkpoint.TorchNames;

/** One row of the paper's tables. Found by {@code ServiceLoader}. */
public interface Row {
  /**
   * Returns the name that commands, records and the claims file use.
   *
   * @return the id, such as {@code resnet18}
   */
  String id();

  /**
   * Returns the name of the network as the paper writes it.
   *
   * @return the name, such as {@code ResNet-18}
   */
  String title();

  /**
   * Describes the row in one line.
   *
   * @return a sentence without a full stop
   */
  String summary();

  /**
   * Prepares the row at a scale: opens the data and settles every setting.
   *
   * @param request the scale and what goes with it
   * @return the experiment, never null
   * @throws UsageException when the request does not fit the row
   * @throws org.dsd4j.datasets.DataException when the data cannot be used
   */
  Experiment prepare(Request request);

  /**
   * Returns how torchvision calls the parameters of this network.
   *
   * @return the names; empty where torchvision has no such network, or means another one by its
   *     name
   */
  default Optional<TorchNames> torchvision() {
    return Optional.empty();
  }

  /**
   * Finds all rows.
   *
   * @return the rows, sorted by id
   */
  static List<Row> all() {
    return ServiceLoader.load(Row.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .toList();
  }

  /**
   * Finds one row.
   *
   * @param id its id
   * @return the row, never null
   * @throws UsageException when there is none of that id
   */
  static Row find(String id) {
    List<Row> rows = all();
    return rows.stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no row "
                        + id
                        + "; the rows are "
                        + String.join(", ", rows.stream().map(Row::id).toList())));
  }
}
