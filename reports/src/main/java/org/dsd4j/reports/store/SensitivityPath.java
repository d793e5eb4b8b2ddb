package org.dsd4j.reports.store;

import java.nio.file.Path;

/**
 * The folder of the sensitivity analysis of a seed's baseline.
 *
 * @param path such as {@code runs/embedded/resnet18/PyTorch/3/sensitivity}
 */
public record SensitivityPath(Path path) {
  /** What is measured and where. */
  public Path spec() {
    return path.resolve(StoreLayout.SENSITIVITY_SPEC);
  }

  /** The list of the files of a whole analysis. */
  public Path manifest() {
    return path.resolve(StoreLayout.MANIFEST);
  }

  /** The points. */
  public Path points() {
    return path.resolve(StoreLayout.SENSITIVITY_POINTS);
  }

  /** The seed that it lies in. */
  public SeedPath seed() {
    return new SeedPath(StoreLayout.above(path));
  }

  /** The row that it lies in. */
  public RowPath row() {
    return seed().row();
  }

  /** Whether the folder has the name that it must have. */
  boolean isNamedRightly() {
    return StoreLayout.name(path).equals(StoreLayout.SENSITIVITY);
  }
}
