package org.dsd4j.reports.chart;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.dsd4j.reports.model.RowReport;

/** One kind of picture. Implementations are found by {@link ServiceLoader} and have no state. */
public interface RowChart {
  /** Name of the kind, unique; pictures stand in its alphabetical order. */
  String id();

  /**
   * Draws the pictures of a row.
   *
   * @param row the row
   * @return none when the row has no records for it; ids are unique in the report
   */
  List<ChartPicture> draw(RowReport row);

  /**
   * Draws every kind there is.
   *
   * @param row the row
   * @return the pictures, ordered by kind
   */
  static List<ChartPicture> all(RowReport row) {
    return ServiceLoader.load(RowChart.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(RowChart::id))
        .flatMap(chart -> chart.draw(row).stream())
        .toList();
  }
}
