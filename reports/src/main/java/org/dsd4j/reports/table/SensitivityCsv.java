package org.dsd4j.reports.table;

import java.util.List;
import java.util.SortedMap;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SensitivityReport;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.text.Csv;

/**
 * The sensitivity analyses as tidy CSV after RFC 4180, with {@code \n} as line end: one line for
 * each row, seed, layer, sparsity, moment and metric that was measured. Sparsities are shares in
 * [0, 1); a figure that is no number is empty.
 */
public final class SensitivityCsv {
  private static final String HEADER =
      "scale,row,engine,seed,split,layer,sparsity,moment,metric,unit,value\n";

  private SensitivityCsv() {}

  /**
   * Writes the report's analyses.
   *
   * @param report the report
   * @return the file's text, a head line alone when there is none
   */
  public static String of(ReproductionReport report) {
    StringBuilder text = new StringBuilder(HEADER);
    for (RowReport row : report.rows()) {
      row.sensitivity().ifPresent(sensitivity -> append(text, sensitivity));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, SensitivityReport sensitivity) {
    sensitivity
        .points()
        .forEach(
            (seed, points) -> {
              for (SensitivityPoint point : points) {
                append(text, sensitivity.spec(), seed, point, "pruned", point.pruned());
                append(text, sensitivity.spec(), seed, point, "retrained", point.retrained());
              }
            });
  }

  private static void append(
      StringBuilder text,
      SensitivitySpec spec,
      long seed,
      SensitivityPoint point,
      String moment,
      SortedMap<String, Double> figures) {
    for (Metric metric : spec.metrics()) {
      Double value = figures.get(metric.id());
      if (value != null) {
        Csv.appendLine(
            text,
            List.of(
                spec.scale(),
                spec.row(),
                spec.engine(),
                Long.toString(seed),
                spec.split(),
                point.layer(),
                CsvWriter.exact(point.sparsity()),
                moment,
                metric.id(),
                metric.unit(),
                Double.isFinite(value) ? CsvWriter.exact(value) : ""));
      }
    }
  }
}
