package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.text.Figures;
import org.dsd4j.reports.text.TextTable;

/** Several rows at one glance, one line each, for the end of a terminal's output. */
final class ConsoleOverview {
  private static final int METRIC = 18;

  private ConsoleOverview() {}

  /** One table for each scale and engine, in the order of the rows; nothing for a single row. */
  static List<String> lines(List<RowReport> rows, int width) {
    if (rows.size() < 2) {
      return List.of();
    }
    Map<String, TextTable> tables = new LinkedHashMap<>();
    for (RowReport row : rows) {
      String title = "Summary, scale " + row.spec().scale() + ", " + row.spec().engine();
      add(tables.computeIfAbsent(title, t -> table()), row);
    }
    List<String> lines = new ArrayList<>();
    tables.forEach(
        (title, table) -> {
          lines.add(title);
          lines.addAll(table.lines(width));
          lines.add("");
        });
    return lines;
  }

  private static TextTable table() {
    return new TextTable("row", "metric", "baseline", "dsd", "gain [95 %]", "verdict");
  }

  private static void add(TextTable table, RowReport row) {
    MetricReport metric = row.primary();
    Optional<Contrast> gain = metric.gain();
    double scale = metric.scale();
    table.add(
        row.spec().row(),
        TextTable.cut(metric.metric().labelWithUnit(), METRIC),
        figure(metric, metric.roles().reference()),
        figure(metric, metric.roles().method()),
        gain.map(contrast -> Figures.gain(contrast.comparison(), scale)).orElse("-"),
        metric.verdict().kind().label());
  }

  private static String figure(MetricReport metric, String arm) {
    return metric.summary(arm).map(Figures::meanAndDeviation).orElse("-");
  }
}
