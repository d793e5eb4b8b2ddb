package org.dsd4j.reports.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.table.CsvWriter;
import org.dsd4j.reports.text.Csv;

/** The differences as tidy CSV: one line for each row, metric and arm that both stores have. */
final class DifferenceCsv {
  private static final String HEADER =
      "scale,row,engine_a,engine_b,arm,metric,unit,mean_a,mean_b,difference,low,high,p,p_holm,"
          + "paired,seeds_a,seeds_b\n";

  private DifferenceCsv() {}

  static String of(StoreComparison comparison) {
    StringBuilder text = new StringBuilder(HEADER);
    for (RowComparison row : comparison.rows()) {
      row.figures().forEach(figure -> Csv.appendLine(text, cells(row, figure)));
    }
    return text.toString();
  }

  private static List<String> cells(RowComparison row, FigureDifference figure) {
    RunSpec spec = row.a().spec();
    Optional<Difference> difference = figure.difference();
    return List.of(
        spec.scale(),
        spec.row(),
        spec.engine(),
        row.b().spec().engine(),
        figure.arm(),
        figure.metric().id(),
        figure.metric().unit(),
        number(figure.a().map(Summary::mean)),
        number(figure.b().map(Summary::mean)),
        number(difference.map(Difference::mean)),
        number(difference.flatMap(Difference::interval).map(i -> i.low())),
        number(difference.flatMap(Difference::interval).map(i -> i.high())),
        number(difference.map(Difference::p).orElse(OptionalDouble.empty())),
        number(figure.adjustedP()),
        difference.map(d -> Boolean.toString(d.paired())).orElse(""),
        difference.map(d -> Integer.toString(d.seedsA())).orElse(""),
        difference.map(d -> Integer.toString(d.seedsB())).orElse(""));
  }

  private static String number(Optional<Double> value) {
    return value.map(CsvWriter::exact).orElse("");
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? CsvWriter.exact(value.getAsDouble()) : "";
  }
}
