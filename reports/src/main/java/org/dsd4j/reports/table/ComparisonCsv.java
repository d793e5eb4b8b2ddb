package org.dsd4j.reports.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SentenceReport;
import org.dsd4j.reports.statistics.Improvement;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.PairedComparison;
import org.dsd4j.reports.text.Csv;

/**
 * Every comparison of two arms as CSV after RFC 4180: one line for each row, metric and pair of
 * arms, with all its statistics and all their digits; a statistic that does not exist is an empty
 * cell. Differences are positive where the arm is better. Several seeds in one cell, and several
 * {@code seed:p} of the matched-pair tests, stand apart by a space.
 */
public final class ComparisonCsv {
  private static final List<String> HEADER =
      List.of(
          "scale,row,engine,metric,unit,arm,reference,seeds,n,mean,relative_percent,deviation",
          "t_low,t_high,bca_low,bca_high,examples_mean,examples_low,examples_high",
          "paired_t_p,signed_rank_p,sign_flip_p,segments_p,effect_size",
          "wins,ties,improvement,improvement_low,improvement_high\n");

  private ComparisonCsv() {}

  /**
   * Writes the report's comparisons.
   *
   * @param report the report
   * @return the file's text
   */
  public static String of(ReproductionReport report) {
    StringBuilder text = new StringBuilder(String.join(",", HEADER));
    for (RowReport row : report.rows()) {
      for (MetricReport metric : row.metrics()) {
        for (Contrast contrast : metric.contrasts()) {
          Csv.appendLine(text, line(row, metric, contrast));
        }
      }
    }
    return text.toString();
  }

  private static List<String> line(RowReport row, MetricReport metric, Contrast contrast) {
    PairedComparison comparison = contrast.comparison();
    List<String> cells = new ArrayList<>();
    cells.addAll(List.of(row.spec().scale(), row.spec().row(), row.spec().engine()));
    cells.addAll(List.of(metric.metric().id(), metric.metric().unit()));
    cells.addAll(List.of(contrast.arm(), contrast.reference()));
    cells.add(contrast.seeds().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    cells.add(Integer.toString(comparison.n()));
    cells.add(CsvWriter.exact(comparison.mean()));
    cells.add(
        Double.isNaN(contrast.relativePercent())
            ? ""
            : CsvWriter.exact(contrast.relativePercent()));
    cells.add(cell(comparison.deviation()));
    ends(cells, comparison.interval());
    ends(cells, comparison.bootstrap());
    cells.add(contrast.overExamples().map(e -> CsvWriter.exact(e.mean())).orElse(""));
    ends(cells, contrast.overExamples().map(SentenceReport.Estimate::interval));
    cells.add(cell(comparison.pairedT()));
    cells.add(cell(comparison.signedRank()));
    cells.add(cell(comparison.signFlip()));
    cells.add(segments(contrast));
    cells.add(cell(comparison.effectSize()));
    improvement(cells, comparison.improvement());
    return cells;
  }

  private static String segments(Contrast contrast) {
    return contrast.segments().entrySet().stream()
        .filter(test -> test.getValue().p().isPresent())
        .map(test -> test.getKey() + ":" + CsvWriter.exact(test.getValue().p().getAsDouble()))
        .collect(Collectors.joining(" "));
  }

  private static void improvement(List<String> cells, Improvement improvement) {
    cells.add(Integer.toString(improvement.wins()));
    cells.add(Integer.toString(improvement.ties()));
    cells.add(CsvWriter.exact(improvement.share()));
    ends(cells, Optional.of(improvement.interval()));
  }

  private static String cell(OptionalDouble value) {
    return value.isPresent() ? CsvWriter.exact(value.getAsDouble()) : "";
  }

  private static void ends(List<String> cells, Optional<Interval> interval) {
    cells.add(interval.map(i -> CsvWriter.exact(i.low())).orElse(""));
    cells.add(interval.map(i -> CsvWriter.exact(i.high())).orElse(""));
  }
}
