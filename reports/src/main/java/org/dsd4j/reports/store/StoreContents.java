package org.dsd4j.reports.store;

import java.util.List;

/**
 * What could be read from a store.
 *
 * @param arms every readable arm, ordered by scale, row, engine, seed, attempt and arm
 * @param sensitivities every readable sensitivity analysis, ordered by scale, row, engine, seed and
 *     attempt
 * @param problems one line for each file that could not be read: what, where, what to do
 */
public record StoreContents(
    List<ArmRecord> arms, List<SensitivityRecord> sensitivities, List<String> problems) {
  /** Copies the lists. */
  public StoreContents {
    arms = List.copyOf(arms);
    sensitivities = List.copyOf(sensitivities);
    problems = List.copyOf(problems);
  }
}
