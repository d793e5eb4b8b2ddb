package org.dsd4j.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.model.SensitivityReport;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.text.Figures;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The primary metric against sparsity, all prunable layers pruned at once: dashed right after
 * pruning, solid after the sparse phase, thin lines for the seeds.
 */
public final class SensitivityCurve implements RowChart {
  private static final int HEIGHT = 440;
  private static final int SEED_ALPHA = 80;
  private static final double DOT = 6;
  private static final double MARGIN = 2;
  private static final Stroke THICK_DASHED =
      new BasicStroke(
          2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10f, new float[] {7f, 5f}, 0f);

  @Override
  public String id() {
    return "4-sensitivity";
  }

  @Override
  public Section section() {
    return Section.SENSITIVITY;
  }

  @Override
  public List<ChartPicture> draw(RowReport row) {
    return row.sensitivity().stream()
        .filter(report -> !means(report, SensitivityReport.Moment.PRUNED).isEmpty())
        .map(report -> picture(row, report))
        .toList();
  }

  private static ChartPicture picture(RowReport row, SensitivityReport report) {
    SensitivityPicture frame =
        new SensitivityPicture(
            row, report, label(report.spec()) + " against sparsity, all layers at once");
    int seeds = report.seeds().size();
    String reading =
        seeds
            + (seeds == 1 ? " seed" : " seeds (thin), mean (thick)")
            + ", dense weights (level line)";
    XYPlot plot = plot(report);
    JFreeChart chart = frame.chart(plot, reading);
    ChartStyle.addLegend(chart, plot);
    return frame.picture("sensitivity", describe(report), chart, HEIGHT);
  }

  private static String label(SensitivitySpec spec) {
    String label = spec.primaryMetric().label();
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }

  private static String describe(SensitivityReport report) {
    Metric metric = report.spec().primaryMetric();
    List<String> parts = new ArrayList<>();
    report
        .dense(metric)
        .ifPresent(dense -> parts.add("dense weights " + Figures.meanAndDeviation(dense)));
    for (SensitivityReport.Moment moment : report.moments()) {
      String figures =
          means(report, moment).entrySet().stream()
              .map(e -> Figures.percent(e.getKey()) + ": " + Figures.value(e.getValue()))
              .collect(Collectors.joining(", "));
      parts.add(moment.label() + " " + figures);
    }
    return String.join("; ", parts) + ".";
  }

  private static XYPlot plot(SensitivityReport report) {
    SensitivitySpec spec = report.spec();
    NumberAxis sparsity = ChartStyle.numbers("sparsity (% of each prunable layer's weights)");
    List<Double> sparsities = spec.sparsities();
    sparsity.setRange(
        100 * sparsities.get(0) - MARGIN, 100 * sparsities.get(sparsities.size() - 1) + MARGIN);
    NumberAxis values =
        ChartStyle.numbers(spec.split() + " " + spec.primaryMetric().labelWithUnit());
    XYPlot plot = ChartStyle.plot(sparsity, values);
    List<Line> lines = new ArrayList<>();
    report.moments().forEach(moment -> lines.addAll(seeds(report, moment)));
    report.moments().forEach(moment -> lines.add(mean(report, moment)));
    addLines(plot, lines);
    report
        .dense(spec.primaryMetric())
        .ifPresent(
            dense ->
                plot.addRangeMarker(
                    new ValueMarker(dense.mean(), ChartStyle.MUTED, ChartStyle.DASHED),
                    Layer.BACKGROUND));
    return plot;
  }

  /** Values by sparsity; thick lines stand in the legend. */
  private record Line(
      String name, SortedMap<Double, Double> points, Color colour, Stroke stroke, boolean thick) {}

  private static Line mean(SensitivityReport report, SensitivityReport.Moment moment) {
    boolean pruned = moment == SensitivityReport.Moment.PRUNED;
    return new Line(
        moment.label(),
        means(report, moment),
        colour(moment),
        pruned ? THICK_DASHED : ChartStyle.THICK,
        true);
  }

  private static List<Line> seeds(SensitivityReport report, SensitivityReport.Moment moment) {
    if (report.seeds().size() == 1) {
      return List.of();
    }
    Map<Long, SortedMap<Double, Double>> seeds = new TreeMap<>();
    for (double sparsity : report.spec().sparsities()) {
      uniform(report, moment, sparsity)
          .forEach(
              (seed, value) ->
                  seeds.computeIfAbsent(seed, s -> new TreeMap<>()).put(sparsity, value));
    }
    Color pale = ChartStyle.translucent(colour(moment), SEED_ALPHA);
    boolean pruned = moment == SensitivityReport.Moment.PRUNED;
    return seeds.entrySet().stream()
        .map(
            seed ->
                new Line(
                    moment.label() + ", seed " + seed.getKey(),
                    seed.getValue(),
                    pale,
                    pruned ? ChartStyle.DASHED : ChartStyle.THIN,
                    false))
        .toList();
  }

  private static SortedMap<Double, Double> means(
      SensitivityReport report, SensitivityReport.Moment moment) {
    SortedMap<Double, Double> means = new TreeMap<>();
    for (double sparsity : report.spec().sparsities()) {
      uniform(report, moment, sparsity).values().stream()
          .mapToDouble(value -> value)
          .average()
          .ifPresent(mean -> means.put(sparsity, mean));
    }
    return means;
  }

  private static SortedMap<Long, Double> uniform(
      SensitivityReport report, SensitivityReport.Moment moment, double sparsity) {
    // Without a uniform run the shared figure at 0 would be a curve of one point.
    return report.spec().layers().contains(SensitivitySpec.UNIFORM)
        ? report.values(moment, SensitivitySpec.UNIFORM, sparsity, report.spec().primaryMetric())
        : new TreeMap<>();
  }

  private static void addLines(XYPlot plot, List<Line> lines) {
    XYSeriesCollection dataset = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setLegendLine(new Line2D.Double(-18, 0, 18, 0));
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      XYSeries series = new XYSeries(line.name());
      line.points().forEach((sparsity, value) -> series.add(100 * sparsity, value.doubleValue()));
      dataset.addSeries(series);
      renderer.setSeriesPaint(i, line.colour());
      renderer.setSeriesStroke(i, line.stroke());
      renderer.setSeriesShapesVisible(i, line.thick());
      renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
      renderer.setSeriesVisibleInLegend(i, line.thick());
    }
    plot.setDataset(dataset);
    plot.setRenderer(renderer);
  }

  /** After S the network is what arm sparse is; before it is the baseline with holes. */
  private static Color colour(SensitivityReport.Moment moment) {
    return ChartStyle.arm(moment == SensitivityReport.Moment.PRUNED ? Arms.BASELINE : Arms.SPARSE);
  }
}
