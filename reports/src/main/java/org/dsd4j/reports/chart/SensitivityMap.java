package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SensitivityReport;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.text.Figures;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/**
 * How much worse the primary metric gets when one layer alone is pruned: a line for each layer, a
 * column for each sparsity, a panel for each moment, one scale of colours for all.
 */
public final class SensitivityMap implements RowChart {
  private static final int HEAD = 220;
  private static final double GAP = 14;
  private static final int MOST_NAMES = 5;
  private static final int LINE = 18;
  private static final int MOST_LETTERS = 26;
  private static final double HALF = 0.46;
  private static final int NAMED = 3;

  @Override
  public String id() {
    return "5-sensitivity-layers";
  }

  @Override
  public Section section() {
    return Section.SENSITIVITY;
  }

  @Override
  public List<ChartPicture> draw(RowReport row) {
    return row.sensitivity().stream()
        .filter(report -> !report.singleLayers().isEmpty())
        .filter(report -> changes(report).findAny().isPresent())
        .map(report -> picture(row, report))
        .toList();
  }

  private static ChartPicture picture(RowReport row, SensitivityReport report) {
    SensitivityPicture frame = new SensitivityPicture(row, report, "Sensitivity of each layer");
    int seeds = report.seeds().size();
    String reading =
        (seeds == 1 ? "1 seed" : "mean of " + seeds + " seeds")
            + "; each layer pruned alone"
            + (isWhole(report) ? "" : "; dot: not measured");
    ChangeScale scale = scale(report);
    CombinedRangeXYPlot plot = new CombinedRangeXYPlot(names(report));
    plot.setGap(GAP);
    for (SensitivityReport.Moment moment : report.moments()) {
      plot.add(panel(report, moment, scale));
    }
    plot.setFixedLegendItems(legend(scale));
    JFreeChart chart = frame.chart(plot, reading);
    ChartStyle.addNote(chart, change(report.spec().primaryMetric()));
    ChartStyle.addLegend(chart, plot);
    return frame.picture(
        "sensitivity-layers", describe(report), chart, HEAD + LINE * report.spec().layers().size());
  }

  /** The layers that suffer most at the largest sparsity, at the last moment. */
  private static String describe(SensitivityReport report) {
    List<SensitivityReport.Moment> moments = report.moments();
    SensitivityReport.Moment last = moments.get(moments.size() - 1);
    List<Double> sparsities = report.spec().sparsities();
    double sparsity = sparsities.get(sparsities.size() - 1);
    record Change(String layer, double worsening) {}
    String most =
        report.singleLayers().stream()
            .flatMap(
                layer ->
                    report.worsening(last, layer, sparsity).stream()
                        .mapToObj(change -> new Change(layer, change)))
            .sorted(Comparator.comparingDouble(Change::worsening).reversed())
            .limit(NAMED)
            .map(change -> change.layer() + " " + Figures.difference(change.worsening(), 10))
            .collect(Collectors.joining(", "));
    return "Largest changes of "
        + report.spec().primaryMetric().label()
        + " at "
        + Figures.percent(sparsity)
        + " "
        + last.label()
        + ": "
        + (most.isEmpty() ? "not measured" : most)
        + ".";
  }

  /** At 0 every layer would show the same: the column is left out. */
  private static List<Double> columns(SensitivityReport report) {
    return report.spec().sparsities().stream().filter(sparsity -> sparsity > 0).toList();
  }

  private static DoubleStream changes(SensitivityReport report) {
    return report.moments().stream()
        .flatMap(
            moment ->
                report.spec().layers().stream()
                    .flatMap(
                        layer ->
                            columns(report).stream()
                                .map(sparsity -> report.worsening(moment, layer, sparsity))))
        .flatMapToDouble(OptionalDouble::stream);
  }

  private static boolean isWhole(SensitivityReport report) {
    long cells =
        (long) report.moments().size() * report.spec().layers().size() * columns(report).size();
    return changes(report).count() == cells;
  }

  private static ChangeScale scale(SensitivityReport report) {
    return new ChangeScale(
        Math.min(0, changes(report).min().orElse(0)), Math.max(0, changes(report).max().orElse(0)));
  }

  /** From the bottom: the last layer of the network; all layers at once are topmost. */
  private static SymbolAxis names(SensitivityReport report) {
    List<String> names = new ArrayList<>();
    for (String layer : fromBelow(report)) {
      String name = layer.equals(SensitivitySpec.UNIFORM) ? "all layers (uniform)" : layer;
      names.add(shortened(name.replaceFirst("/weight$", "")));
    }
    SymbolAxis axis = symbols(null, names);
    // One line more for the names of the panels.
    axis.setRange(-0.5, names.size() + 0.5);
    return axis;
  }

  // An inverted axis would do, but JFreeChart draws no boxes along one.
  private static List<String> fromBelow(SensitivityReport report) {
    List<String> layers = new ArrayList<>(report.spec().layers());
    Collections.reverse(layers);
    return layers;
  }

  /** Layers differ at both ends of their names. */
  private static String shortened(String name) {
    int half = MOST_LETTERS / 2;
    return name.length() <= MOST_LETTERS
        ? name
        : name.substring(0, half - 1) + "…" + name.substring(name.length() - half);
  }

  private static SymbolAxis symbols(String label, List<String> names) {
    SymbolAxis axis = new SymbolAxis(label, names.toArray(String[]::new));
    ChartStyle.style(axis);
    axis.setTickLabelFont(ChartStyle.SMALL);
    axis.setGridBandsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setTickLabelInsets(new RectangleInsets(0, 6, 0, 1));
    axis.setRange(-0.5, names.size() - 0.5);
    return axis;
  }

  private static XYPlot panel(
      SensitivityReport report, SensitivityReport.Moment moment, ChangeScale scale) {
    List<Double> columns = columns(report);
    List<String> names = new ArrayList<>();
    for (int x = 0; x < columns.size(); x++) {
      // Side by side, all of them would touch.
      boolean named = columns.size() <= MOST_NAMES || x % 2 == 0;
      names.add(named ? Figures.percent(columns.get(x)).replace(" %", "") : "");
    }
    XYPlot plot = ChartStyle.plot(symbols("sparsity (%)", names), null);
    plot.setRangeGridlinesVisible(false);
    List<String> layers = fromBelow(report);
    double middle = (columns.size() - 1) / 2.0;
    plot.addAnnotation(text(moment.label(), middle, layers.size(), ChartStyle.INK));
    for (int y = 0; y < layers.size(); y++) {
      for (int x = 0; x < columns.size(); x++) {
        addCell(plot, x, y, scale, report.worsening(moment, layers.get(y), columns.get(x)));
      }
    }
    return plot;
  }

  private static void addCell(XYPlot plot, int x, int y, ChangeScale scale, OptionalDouble change) {
    if (change.isPresent()) {
      plot.addAnnotation(
          new XYBoxAnnotation(
              x - HALF,
              y - HALF,
              x + HALF,
              y + HALF,
              null,
              null,
              scale.colour(change.getAsDouble())));
    } else {
      plot.addAnnotation(text("·", x, y, ChartStyle.MUTED));
    }
  }

  private static XYTextAnnotation text(String text, double x, double y, Color colour) {
    XYTextAnnotation annotation = new XYTextAnnotation(text, x, y);
    annotation.setFont(ChartStyle.SMALL);
    annotation.setPaint(colour);
    return annotation;
  }

  private static LegendItemCollection legend(ChangeScale scale) {
    LegendItemCollection items = new LegendItemCollection();
    Rectangle2D swatch = new Rectangle2D.Double(-7, -7, 14, 14);
    for (double step : scale.steps()) {
      String label = (step > 0 ? "+" : "") + Figures.shortest(step);
      items.add(
          new LegendItem(
              label,
              null,
              null,
              null,
              swatch,
              scale.colour(step),
              ChartStyle.THIN,
              ChartStyle.GRID));
    }
    return items;
  }

  private static String change(Metric metric) {
    String unit = metric.unit().equals("%") ? "points" : metric.unit();
    String worse = metric.direction() == Direction.LOWER_IS_BETTER ? "rise" : "loss";
    return worse
        + " of "
        + metric.label()
        + " against the dense weights"
        + (unit.isEmpty() ? "" : " (" + unit + ")");
  }
}
