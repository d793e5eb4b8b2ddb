package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.statistics.Verdict;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * What DSD gained in every row, one picture for each scale and engine: over the baseline, and below
 * it over the best control of equal budget, with 95 % intervals. The verdict is the shape of the
 * mark and stands at the right in words.
 */
public final class ForestPlot implements ReportChart {
  private static final int HEAD = 190;
  private static final int LINE = 46;
  private static final double APART = 0.17;
  private static final Color CONTROL = ChartStyle.VERMILLION;

  /** With few seeds an interval can be so wide that the marks could not be distinguished. */
  private static final double WIDEST = 4;

  private static final double LEAST_RANGE = 2;

  @Override
  public String id() {
    return "1-forest";
  }

  @Override
  public List<ChartPicture> draw(ReproductionReport report) {
    Map<String, List<RowReport>> groups =
        report.rows().stream()
            .filter(row -> row.primary().metric().direction().judges())
            .collect(
                Collectors.groupingBy(
                    row -> row.spec().scale() + ", " + row.spec().engine(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.entrySet().stream()
        .map(entry -> picture(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ChartPicture picture(String where, List<RowReport> rows) {
    List<ForestLine> lines = rows.stream().map(ForestLine::of).toList();
    String title = "Improvement by DSD in every row";
    String id = "forest-" + where.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    double bound = bound(lines);
    boolean cut = marks(lines).anyMatch(mark -> beyond(mark, bound));
    XYPlot plot = plot(lines, bound);
    JFreeChart chart =
        ChartStyle.chart(
            plot,
            title,
            "scale " + where,
            "in % of the baseline's own figure, so that rows of different units can stand together;"
                + " mean and 95 % t interval, right of 0 is better"
                + (cut ? "; an arrow: the interval goes on" : ""));
    ChartStyle.addLegend(chart, plot);
    return new ChartPicture(
        id,
        title + ", scale " + where,
        title
            + ", scale "
            + where
            + ", in percent of the baseline with 95 % intervals. "
            + lines.stream().map(ForestLine::words).collect(Collectors.joining("; "))
            + ".",
        chart,
        ChartStyle.WIDTH,
        HEAD + LINE * lines.size());
  }

  private static XYPlot plot(List<ForestLine> lines, double bound) {
    NumberAxis percent = ChartStyle.numbers("improvement (% of the baseline)");
    percent.setRange(-bound, bound);
    SymbolAxis names = symbols(lines, ForestLine::name);
    SymbolAxis verdicts = symbols(lines, line -> line.verdict().label());
    XYPlot plot = ChartStyle.plot(percent, names);
    plot.setRangeAxis(1, verdicts);
    plot.setRangeAxisLocation(1, AxisLocation.TOP_OR_RIGHT);
    plot.setRangeGridlinesVisible(false);
    plot.setDomainGridlinesVisible(true);
    plot.setDomainGridlinePaint(ChartStyle.GRID);
    plot.setDomainGridlineStroke(ChartStyle.THIN);
    plot.addDomainMarker(new ValueMarker(0, ChartStyle.INK, ChartStyle.THIN), Layer.BACKGROUND);
    plot.setDataset(0, marks(lines, bound));
    plot.setRenderer(0, renderer(lines));
    addArrows(plot, lines, bound);
    plot.setFixedLegendItems(legend(lines));
    return plot;
  }

  /** The first row stands at the top. */
  private static SymbolAxis symbols(List<ForestLine> lines, Function<ForestLine, String> text) {
    SymbolAxis axis = new SymbolAxis(null, lines.stream().map(text).toArray(String[]::new));
    ChartStyle.style(axis);
    axis.setGridBandsVisible(false);
    axis.setRange(-0.6, lines.size() - 0.4);
    axis.setInverted(true);
    return axis;
  }

  /** Two series for each row: over the baseline, over the control. */
  private static XYIntervalSeriesCollection marks(List<ForestLine> lines, double bound) {
    XYIntervalSeriesCollection marks = new XYIntervalSeriesCollection();
    for (int i = 0; i < lines.size(); i++) {
      ForestLine line = lines.get(i);
      XYIntervalSeries gain = new XYIntervalSeries(line.name() + i);
      XYIntervalSeries control = new XYIntervalSeries(line.name() + i + " control");
      double y = i;
      line.gain().ifPresent(mark -> add(gain, mark, y - APART, bound));
      line.overControl().ifPresent(mark -> add(control, mark, y + APART, bound));
      marks.addSeries(gain);
      marks.addSeries(control);
    }
    return marks;
  }

  private static void add(XYIntervalSeries series, ForestLine.Mark mark, double y, double bound) {
    double low = Math.max(-bound, mark.low());
    double high = Math.min(bound, mark.high());
    series.add(mark.mean(), low, high, y, y, y);
  }

  private static XYErrorRenderer renderer(List<ForestLine> lines) {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setCapLength(0);
    renderer.setErrorStroke(ChartStyle.THICK);
    for (int i = 0; i < lines.size(); i++) {
      Verdict.Kind verdict = lines.get(i).verdict();
      renderer.setSeriesPaint(2 * i, ChartStyle.BLUE);
      renderer.setSeriesShape(2 * i, VerdictShape.of(verdict));
      renderer.setSeriesShapesFilled(2 * i, VerdictShape.isFilled(verdict));
      renderer.setSeriesPaint(2 * i + 1, CONTROL);
      renderer.setSeriesShape(2 * i + 1, VerdictShape.BAR);
    }
    return renderer;
  }

  private static void addArrows(XYPlot plot, List<ForestLine> lines, double bound) {
    for (int i = 0; i < lines.size(); i++) {
      double y = i;
      lines.get(i).gain().ifPresent(m -> arrows(plot, m, y - APART, bound, ChartStyle.BLUE));
      lines.get(i).overControl().ifPresent(m -> arrows(plot, m, y + APART, bound, CONTROL));
    }
  }

  private static void arrows(
      XYPlot plot, ForestLine.Mark mark, double y, double bound, Color colour) {
    if (mark.low() < -bound) {
      plot.addAnnotation(arrow("◀", -bound, y, colour, TextAnchor.CENTER_LEFT));
    }
    if (mark.high() > bound) {
      plot.addAnnotation(arrow("▶", bound, y, colour, TextAnchor.CENTER_RIGHT));
    }
  }

  private static XYTextAnnotation arrow(
      String sign, double x, double y, Color colour, TextAnchor anchor) {
    XYTextAnnotation arrow = new XYTextAnnotation(sign, x, y);
    arrow.setFont(ChartStyle.SMALL);
    arrow.setPaint(colour);
    arrow.setTextAnchor(anchor);
    return arrow;
  }

  private static LegendItemCollection legend(List<ForestLine> lines) {
    LegendItemCollection items = new LegendItemCollection();
    List<Verdict.Kind> kinds = new ArrayList<>();
    lines.stream().map(ForestLine::verdict).distinct().forEach(kinds::add);
    Collections.sort(kinds);
    for (Verdict.Kind kind : kinds) {
      String text = "over the baseline: " + kind.label();
      items.add(item(text, VerdictShape.of(kind), VerdictShape.isFilled(kind), ChartStyle.BLUE));
    }
    items.add(item("over the best control of equal budget", VerdictShape.BAR, true, CONTROL));
    return items;
  }

  private static LegendItem item(String text, Shape shape, boolean filled, Color colour) {
    return new LegendItem(
        text,
        null,
        null,
        null,
        true,
        shape,
        filled,
        colour,
        true,
        colour,
        ChartStyle.THIN,
        false,
        shape,
        ChartStyle.THIN,
        colour);
  }

  private static double bound(List<ForestLine> lines) {
    double means = marks(lines).mapToDouble(m -> Math.abs(m.mean())).max().orElse(0);
    double ends =
        marks(lines)
            .flatMapToDouble(m -> DoubleStream.of(Math.abs(m.low()), Math.abs(m.high())))
            .max()
            .orElse(0);
    return 1.1 * Math.max(LEAST_RANGE, Math.min(ends, WIDEST * means));
  }

  private static Stream<ForestLine.Mark> marks(List<ForestLine> lines) {
    return lines.stream()
        .flatMap(line -> Stream.concat(line.gain().stream(), line.overControl().stream()));
  }

  private static boolean beyond(ForestLine.Mark mark, double bound) {
    return mark.low() < -bound || mark.high() > bound;
  }
}
