package org.dsd4j.reports.chart;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.dsd4j.reports.model.RowReport;

/** One kind of picture. Implementations are found by {@link ServiceLoader} and have no state. */
public interface RowChart {
  /** The part of a row's section that a picture stands in. */
  enum Section {
    /** What came out of the runs. */
    RESULTS,
    /** What pruning does to the baseline. */
    SENSITIVITY
  }

  /** Where the pictures stand; with the results unless it says otherwise. */
  default Section section() {
    return Section.RESULTS;
  }

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
    return kinds().flatMap(chart -> chart.draw(row).stream()).toList();
  }

  /**
   * Draws the kinds of one section.
   *
   * @param row the row
   * @param section the section
   * @return the pictures, ordered by kind
   */
  static List<ChartPicture> of(RowReport row, Section section) {
    return kinds()
        .filter(chart -> chart.section() == section)
        .flatMap(chart -> chart.draw(row).stream())
        .toList();
  }

  private static Stream<RowChart> kinds() {
    return ServiceLoader.load(RowChart.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(RowChart::id));
  }
}
