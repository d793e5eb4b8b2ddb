package org.dsd4j.reports.store;

import java.util.List;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;

/**
 * The content of the folder of a sensitivity analysis.
 *
 * @param place where it lies
 * @param attempt 1 for the seed's folder {@code <seed>}, 2 for {@code <seed>.2}, and so on
 * @param spec what was to be measured
 * @param environment where it ran
 * @param points what was measured so far, no layer and sparsity twice
 */
public record SensitivityRecord(
    SensitivityPath place,
    int attempt,
    SensitivitySpec spec,
    Environment environment,
    List<SensitivityPoint> points) {
  /** Copies the list. */
  public SensitivityRecord {
    points = List.copyOf(points);
  }
}
