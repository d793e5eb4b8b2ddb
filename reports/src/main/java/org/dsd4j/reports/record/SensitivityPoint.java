package org.dsd4j.reports.record;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The figures of one pruning.
 *
 * @param at when it was done, by the machine's clock
 * @param layer path of the parameter that was pruned alone, or {@link SensitivitySpec#UNIFORM}
 * @param sparsity share of its values that were set to zero, in [0, 1)
 * @param pruned values right after pruning, by metric id; NaN is allowed
 * @param retrained values after the sparse phase, by metric id; empty where none was asked for; NaN
 *     where it diverged
 */
public record SensitivityPoint(
    Instant at,
    String layer,
    double sparsity,
    SortedMap<String, Double> pruned,
    SortedMap<String, Double> retrained) {
  /** Checks the ranges and copies the maps. */
  public SensitivityPoint {
    Problems problems = new Problems("sensitivity of layer '" + layer + "'");
    problems.checkMoment(at);
    problems.checkText("layer", layer);
    SensitivitySpec.checkSparsity(problems, sparsity);
    problems.check(pruned != null && !pruned.isEmpty(), "pruned needs at least one figure");
    problems.checkFigures("pruned", pruned);
    problems.checkFigures("retrained", retrained);
    problems.throwIfAny();
    pruned = Collections.unmodifiableSortedMap(new TreeMap<>(pruned));
    retrained = Collections.unmodifiableSortedMap(new TreeMap<>(retrained));
  }
}
