package org.dsd4j.reports.chart;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.dsd4j.reports.model.ReproductionReport;

/**
 * One kind of picture of all rows together; {@link RowChart} is for one row. Implementations are
 * found by {@link ServiceLoader} and have no state.
 */
public interface ReportChart {
  /** Name of the kind, unique; pictures stand in its alphabetical order. */
  String id();

  /**
   * Draws the pictures of a report.
   *
   * @param report the report
   * @return none when there is nothing to draw; ids are unique in the report
   */
  List<ChartPicture> draw(ReproductionReport report);

  /**
   * Draws every kind there is.
   *
   * @param report the report
   * @return the pictures, ordered by kind
   */
  static List<ChartPicture> all(ReproductionReport report) {
    return ServiceLoader.load(ReportChart.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(ReportChart::id))
        .flatMap(chart -> chart.draw(report).stream())
        .toList();
  }
}
