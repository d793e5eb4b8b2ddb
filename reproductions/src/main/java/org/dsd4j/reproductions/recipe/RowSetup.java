package org.dsd4j.reproductions.recipe;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.record.Deviation;

/**
 * A row at a scale, settled, as far as all domains have it.
 *
 * @param <R> the recipe of the domain
 * @param network what is trained
 * @param recipe how it is trained, with the plan as the user asked for it
 * @param dataset the corpus in a few words
 * @param settings what decides the result and is neither in the recipe nor known from the corpus
 * @param deviations the departures from the paper
 */
public record RowSetup<R extends Recipe<R>>(
    NetworkDefinition network,
    R recipe,
    String dataset,
    SortedMap<String, String> settings,
    List<Deviation> deviations) {
  /** Copies. */
  public RowSetup {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    deviations = List.copyOf(deviations);
  }

  /**
   * Adds settings.
   *
   * @param more settings by name
   * @return all settings by name, to add to
   */
  public SortedMap<String, String> settingsAnd(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(settings);
    all.putAll(more);
    return all;
  }
}
