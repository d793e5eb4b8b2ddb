package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.text.Figures;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * How much better or worse one store is than another, a line a row: DSD filled and the baseline it
 * is compared with hollow, each with its interval.
 */
public final class DifferencesChart {
  private static final String TITLE = "Improvement of B over A, primary metric";
  private static final String UNIT = "improvement (% of the figure in A)";
  private static final int HEAD = 190;
  private static final int LINE = 44;
  private static final double OFFSET = 0.14;
  private static final double SIZE = 10;

  /** So that equal stores show a scale and not a single number at every tick. */
  private static final double LEAST_RANGE = 2;

  // Two decimals for all: a percent of a percent is as fine as is useful.
  private static final double PERCENT_SIZE = 100;

  private DifferencesChart() {}

  /**
   * One mark.
   *
   * @param row the line it stands in, with the scale
   * @param method whether it is DSD; else it is its baseline
   * @param value the improvement in percent, positive when B is better
   * @param interval its 95 % interval, in percent; empty with too few seeds
   */
  public record Bar(String row, boolean method, double value, Optional<Interval> interval) {}

  /**
   * Draws the chart.
   *
   * @param bars the marks, those of a row one after the other
   * @return empty when there is none
   */
  public static Optional<ChartPicture> draw(List<Bar> bars) {
    if (bars.isEmpty()) {
      return Optional.empty();
    }
    List<String> rows = bars.stream().map(Bar::row).distinct().toList();
    JFreeChart chart =
        ChartStyle.chart(
            plot(rows, bars),
            TITLE,
            "test split, mean over seeds with its 95 % interval where there is one",
            "right of zero B is better");
    ChartStyle.addLegend(chart, chart.getPlot());
    return Optional.of(
        new ChartPicture(
            "differences",
            TITLE,
            TITLE + ", in percent of the figure in A. " + describe(bars),
            chart,
            ChartStyle.WIDTH,
            HEAD + LINE * rows.size()));
  }

  private static String describe(List<Bar> bars) {
    return bars.stream()
        .map(
            bar ->
                bar.row()
                    + ", "
                    + name(bar.method())
                    + " "
                    + Figures.difference(bar.value(), PERCENT_SIZE)
                    + " % "
                    + Figures.interval(bar.interval(), PERCENT_SIZE))
        .collect(Collectors.joining("; ", "", "."));
  }

  private static String name(boolean method) {
    return method ? "DSD" : "baseline";
  }

  private static XYPlot plot(List<String> rows, List<Bar> bars) {
    SymbolAxis names = new SymbolAxis(null, rows.toArray(String[]::new));
    ChartStyle.style(names);
    names.setGridBandsVisible(false);
    names.setRange(-0.5, rows.size() - 0.5);
    names.setInverted(true);
    NumberAxis values = ChartStyle.numbers(UNIT);
    values.setAutoRangeIncludesZero(true);
    // Sticky, zero would be the edge of the chart, and marks on it be cut in half.
    values.setAutoRangeStickyZero(false);
    values.setAutoRangeMinimumSize(LEAST_RANGE);
    values.setUpperMargin(0.08);
    values.setLowerMargin(0.08);
    XYPlot plot = ChartStyle.plot(names, values);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setDataset(series(rows, bars));
    plot.setRenderer(renderer());
    plot.addRangeMarker(new ValueMarker(0, ChartStyle.MUTED, ChartStyle.DASHED), Layer.BACKGROUND);
    return plot;
  }

  private static XYIntervalSeriesCollection series(List<String> rows, List<Bar> bars) {
    XYIntervalSeriesCollection all = new XYIntervalSeriesCollection();
    for (boolean method : new boolean[] {true, false}) {
      XYIntervalSeries series = new XYIntervalSeries(name(method));
      for (Bar bar : bars) {
        if (bar.method() == method) {
          double x = rows.indexOf(bar.row()) + (method ? -OFFSET : OFFSET);
          double low = bar.interval().map(Interval::low).orElse(bar.value());
          double high = bar.interval().map(Interval::high).orElse(bar.value());
          series.add(x, x, x, bar.value(), low, high);
        }
      }
      all.addSeries(series);
    }
    return all;
  }

  private static XYErrorRenderer renderer() {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setCapLength(8);
    renderer.setErrorStroke(ChartStyle.THICK);
    Color[] colours = {ChartStyle.BLUE, ChartStyle.INK};
    for (int i = 0; i < colours.length; i++) {
      renderer.setSeriesPaint(i, colours[i]);
      renderer.setSeriesShape(i, new Ellipse2D.Double(-SIZE / 2, -SIZE / 2, SIZE, SIZE));
      renderer.setSeriesShapesFilled(i, i == 0);
      renderer.setSeriesOutlineStroke(i, ChartStyle.THICK);
    }
    return renderer;
  }
}
