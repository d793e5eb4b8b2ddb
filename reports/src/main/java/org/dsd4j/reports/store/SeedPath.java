package org.dsd4j.reports.store;

import java.nio.file.Path;

/**
 * The folder of one attempt at a seed, in that of an engine.
 *
 * @param path such as {@code runs/embedded/resnet18/PyTorch/3}, or {@code …/3.2} for the second
 *     attempt
 */
public record SeedPath(Path path) {
  /**
   * The folder of an arm.
   *
   * @param arm id of the arm
   * @return the folder
   */
  public ArmPath arm(String arm) {
    return new ArmPath(path.resolve(arm));
  }

  /** The folder of the sensitivity analysis of the seed's baseline. */
  public SensitivityPath sensitivity() {
    return new SensitivityPath(path.resolve(StoreLayout.SENSITIVITY));
  }

  /** Name of the folder, made of seed and attempt: {@code 3}, or {@code 3.2}. */
  public String name() {
    return StoreLayout.name(path);
  }

  /** The engine that it lies in. */
  public EnginePath engine() {
    return new EnginePath(StoreLayout.above(path));
  }

  /** The row that it lies in. */
  public RowPath row() {
    return engine().row();
  }

  /** The store that it lies in. */
  public StoreLayout store() {
    return row().store();
  }
}
