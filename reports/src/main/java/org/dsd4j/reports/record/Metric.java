package org.dsd4j.reports.record;

/**
 * A figure's meaning: its unit and its direction travel with it.
 *
 * @param id stable name in files, such as {@code top1-error}
 * @param label display name, such as {@code top-1 error}
 * @param unit such as {@code %}; empty when the figure has none
 * @param direction which way is better
 */
public record Metric(String id, String label, String unit, Direction direction) {
  /** Checks the names. */
  public Metric {
    Problems problems = new Problems("metric");
    problems.checkName("id", id);
    problems.checkText("label", label);
    problems.checkPresent("unit", unit);
    problems.checkPresent("direction", direction);
    problems.throwIfAny();
  }

  /** The label with its unit: {@code top-1 error (%)}. */
  public String labelWithUnit() {
    return unit.isEmpty() ? label : label + " (" + unit + ")";
  }
}
