package org.dsd4j.reports.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.chart.ChartPicture;
import org.dsd4j.reports.chart.DifferencesChart;
import org.dsd4j.reports.chart.Drawable;
import org.dsd4j.reports.chart.PngWriter;
import org.dsd4j.reports.chart.SvgWriter;
import org.dsd4j.reports.page.Drawing;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.store.AtomicFiles;
import org.dsd4j.reports.store.StoreWriteException;

/**
 * Writes a comparison: {@code compare.html} (one self-contained file), {@code compare.md}, {@code
 * compare.csv}, {@code compare.json}, and the chart of all rows in {@code charts/} as SVG and PNG.
 * The same records give the same bytes.
 */
public final class ComparisonWriter {
  private static final double PERCENT = 100;

  private ComparisonWriter() {}

  /**
   * The page in the folder of a comparison.
   *
   * @param out the folder
   * @return its HTML page
   */
  public static Path page(Path out) {
    return out.resolve("compare.html");
  }

  /**
   * Writes the comparison.
   *
   * @param comparison what to write
   * @param out the folder, made when it is missing; files of an earlier comparison are replaced
   * @throws StoreWriteException if it cannot be written
   */
  public static void write(StoreComparison comparison, Path out) {
    Path charts = out.resolve("charts");
    AtomicFiles.createFolder(charts);
    Optional<String> undrawable = Drawable.problem();
    StoreComparison said = undrawable.map(comparison::withProblem).orElse(comparison);
    ComparisonPage page =
        new ComparisonPage(said, undrawable.isPresent() ? List.of() : draw(comparison, charts));
    AtomicFiles.write(out.resolve("compare.csv"), DifferenceCsv.of(comparison));
    AtomicFiles.write(out.resolve("compare.json"), ComparisonJson.of(said));
    AtomicFiles.write(out.resolve("compare.md"), page.markdown());
    AtomicFiles.write(page(out), page.html());
  }

  private static List<Drawing> draw(StoreComparison comparison, Path charts) {
    List<Drawing> drawings = new ArrayList<>();
    for (ChartPicture picture : DifferencesChart.draw(bars(comparison)).stream().toList()) {
      AtomicFiles.write(charts.resolve(picture.id() + ".svg"), SvgWriter.file(picture));
      AtomicFiles.write(charts.resolve(picture.id() + ".png"), PngWriter.write(picture));
      drawings.add(new Drawing(picture.id(), picture.title(), SvgWriter.inline(picture)));
    }
    return drawings;
  }

  /** Rows have other units, so each is shown in percent of its figure in A. */
  private static List<DifferencesChart.Bar> bars(StoreComparison comparison) {
    List<DifferencesChart.Bar> bars = new ArrayList<>();
    for (RowComparison row : comparison.rows()) {
      Roles roles = row.a().roles();
      String name = row.a().spec().row() + ", " + row.a().spec().scale();
      // The same row stands there more than once where engines were matched across.
      String label = row.engines().contains(",") ? name + " (" + row.engines() + ")" : name;
      for (FigureDifference figure : row.figures(row.primaryMetric())) {
        boolean method = figure.arm().equals(roles.method());
        if (method || figure.arm().equals(roles.reference())) {
          bar(label, method, figure).ifPresent(bars::add);
        }
      }
    }
    return bars;
  }

  private static Optional<DifferencesChart.Bar> bar(
      String label, boolean method, FigureDifference figure) {
    double size = Math.abs(figure.a().map(Summary::mean).orElse(0.0));
    if (figure.difference().isEmpty() || size == 0) {
      return Optional.empty();
    }
    Direction direction = figure.metric().direction();
    double factor = PERCENT / size * direction.improvement(0, 1);
    Difference difference = figure.difference().get();
    return Optional.of(
        new DifferencesChart.Bar(
            label,
            method,
            factor * difference.mean(),
            difference.interval().map(interval -> scaled(interval, factor))));
  }

  private static Interval scaled(Interval interval, double factor) {
    double one = factor * interval.low();
    double other = factor * interval.high();
    return new Interval(Math.min(one, other), Math.max(one, other));
  }
}
