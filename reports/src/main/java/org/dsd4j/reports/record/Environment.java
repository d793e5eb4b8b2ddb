package org.dsd4j.reports.record;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a run happened. It is recorded, shown, and no part of a run's id.
 *
 * @param values by key; usual keys are {@code os}, {@code cpu}, {@code cores}, {@code memory},
 *     {@code jvm}, {@code engine}, {@code nativeVersion}, {@code djl}, {@code device}, {@code
 *     threads}, {@code gitCommit}, {@code arithmetic} and {@code started} (ISO 8601, UTC; it orders
 *     configurations by age)
 */
public record Environment(SortedMap<String, String> values) {
  /**
   * Prefix of the keys of an engine's capabilities; the rest of the key names the capability, and
   * the value is {@code passed} or the fault that was found.
   */
  public static final String CAPABILITY = "capability: ";

  private static final String STARTED = "started";

  /** Checks that no value is missing and copies the map. */
  public Environment {
    Problems problems = new Problems("environment");
    problems.checkTexts("values", values);
    problems.throwIfAny();
    // It decides which of several runs is the newest.
    Optional.ofNullable(values.get(STARTED)).ifPresent(problems::checkMomentText);
    problems.throwIfAny();
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * The capabilities of the engine, as they were checked before the run.
   *
   * @return the finding by capability; empty where it was not recorded
   */
  public SortedMap<String, String> capabilities() {
    SortedMap<String, String> found = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(CAPABILITY)) {
            found.put(key.substring(CAPABILITY.length()), value);
          }
        });
    return found;
  }

  /** The moment the run started in ISO 8601, or an empty text when it was not recorded. */
  public String started() {
    return values.getOrDefault(STARTED, "");
  }
}
