package org.dsd4j.reports.store;

import java.util.List;

/**
 * What could be read from a store.
 *
 * @param arms every readable arm, ordered by scale, row, engine, seed, attempt and arm
 * @param problems one line for each file that could not be read: what, where, what to do
 */
public record StoreContents(List<ArmRecord> arms, List<String> problems) {
  /** Copies the lists. */
  public StoreContents {
    arms = List.copyOf(arms);
    problems = List.copyOf(problems);
  }
}
