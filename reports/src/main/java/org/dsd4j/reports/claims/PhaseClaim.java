package org.dsd4j.reports.claims;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a table per phase.
 *
 * @param source short name of the source
 * @param phase name of the phase, such as {@code sparse-1}
 * @param arm the arm that this line is the end of, such as {@code baseline}, {@code sparse}, {@code
 *     dsd2} or {@code equal-epochs}
 * @param settings what the source says of {@code sparsity} (share of zeros), {@code epochs} and
 *     {@code learningRate}; without those it is silent on
 * @param metrics figures by metric id
 */
public record PhaseClaim(
    String source,
    String phase,
    String arm,
    SortedMap<String, Double> settings,
    SortedMap<String, Double> metrics) {
  /** Copies the maps. */
  public PhaseClaim {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
