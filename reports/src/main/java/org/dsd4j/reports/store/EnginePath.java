package org.dsd4j.reports.store;

import java.nio.file.Path;

/**
 * The folder of an engine, in that of a row.
 *
 * @param path such as {@code runs/embedded/resnet18/PyTorch}
 */
public record EnginePath(Path path) {
  /**
   * The folder of a seed.
   *
   * @param seed the seed, not negative
   * @param attempt 1 for the folder {@code <seed>}, 2 for {@code <seed>.2}, and so on
   * @return the folder
   */
  public SeedPath seed(long seed, int attempt) {
    return new SeedPath(path.resolve(new SeedName(seed, attempt).folder()));
  }

  /** Name of the engine. */
  public String name() {
    return StoreLayout.name(path);
  }

  /** The row that it lies in. */
  public RowPath row() {
    return new RowPath(StoreLayout.above(path));
  }
}
