package org.dsd4j.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SensitivityReport;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.table.Figures;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * How much worse the primary metric gets when one layer alone is pruned: a line for each layer, a
 * column for each sparsity, a panel for each moment, one scale of colours for all.
 */
public final class SensitivityMap implements RowChart {
  private static final int HEAD = 230;
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
    SensitivitySpec spec = report.spec();
    String title = "Sensitivity of each layer";
    int seeds = report.seeds().size();
    String reading =
        spec.split()
            + " split, mean of "
            + seeds
            + (seeds == 1 ? " seed" : " seeds")
            + "; each layer pruned alone; a dot: not measured";
    ChangeScale scale = scale(report);
    CombinedRangeXYPlot plot = new CombinedRangeXYPlot(names(report));
    plot.setGap(14);
    for (SensitivityReport.Moment moment : report.moments()) {
      plot.add(panel(report, moment, scale));
    }
    JFreeChart chart = ChartStyle.chart(plot, title, ChartStyle.where(row), reading);
    chart.addSubtitle(legend(scale, spec.primaryMetric()));
    return new ChartPicture(
        row.anchor() + "-sensitivity-layers",
        title + ", " + spec.split() + " split, scale " + spec.scale(),
        title + " (" + spec.split() + " split). " + ChartStyle.where(row) + ". " + describe(report),
        chart,
        ChartStyle.WIDTH,
        HEAD + LINE * spec.layers().size());
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

  private static ChangeScale scale(SensitivityReport report) {
    double best = Math.min(0, changes(report).min().orElse(0));
    double worst = Math.max(0, changes(report).max().orElse(0));
    // Where nothing changes there is still a scale, of no colour.
    return new ChangeScale(best, best == worst ? 1 : worst);
  }

  /** From the top: the first layer of the network, or all layers at once. */
  private static SymbolAxis names(SensitivityReport report) {
    List<String> names = new ArrayList<>();
    for (String layer : report.spec().layers()) {
      String name = layer.equals(SensitivitySpec.UNIFORM) ? "all layers (uniform)" : layer;
      names.add(shortened(name.replaceFirst("/weight$", "")));
    }
    SymbolAxis axis = symbols(null, names);
    axis.setInverted(true);
    return axis;
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
    axis.setTickLabelInsets(new RectangleInsets(0, 1, 0, 3));
    axis.setRange(-0.5, names.size() - 0.5);
    return axis;
  }

  private static XYPlot panel(
      SensitivityReport report, SensitivityReport.Moment moment, ChangeScale scale) {
    List<Double> columns = columns(report);
    SymbolAxis sparsity =
        symbols(
            moment.label() + ": sparsity (%)",
            columns.stream().map(s -> Figures.percent(s).replace(" %", "")).toList());
    XYPlot plot = ChartStyle.plot(sparsity, null);
    plot.setRangeGridlinesVisible(false);
    List<String> layers = report.spec().layers();
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
              scale.getPaint(change.getAsDouble())));
    } else {
      XYTextAnnotation dot = new XYTextAnnotation("·", x, y);
      dot.setFont(ChartStyle.SMALL);
      dot.setPaint(ChartStyle.MUTED);
      plot.addAnnotation(dot);
    }
  }

  private static PaintScaleLegend legend(ChangeScale scale, Metric metric) {
    String unit = metric.unit().equals("%") ? "points" : metric.unit();
    NumberAxis axis =
        ChartStyle.numbers(
            "change of "
                + metric.label()
                + " against the dense weights"
                + (unit.isEmpty() ? "" : " (" + unit + ")"));
    PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setBackgroundPaint(null);
    legend.setStripOutlineVisible(false);
    legend.setStripWidth(12);
    legend.setSubdivisionCount(60);
    legend.setMargin(new RectangleInsets(8, 60, 2, 60));
    return legend;
  }
}
