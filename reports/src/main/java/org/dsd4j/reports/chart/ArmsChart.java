package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.MetricReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.text.Figures;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The primary metric by arm: each seed's points, joined because they are paired, and beside them
 * the mean with one standard deviation to either side.
 */
public final class ArmsChart implements RowChart {
  private static final double LEAST_RANGE = 0.01;
  private static final int HEIGHT = 400;
  private static final int MOST_ABREAST = 6;
  // The mean stands a little to the right, so that its bar hides no seed.
  private static final double OFFSET = 0.2;
  private static final double SEED_SIZE = 8;
  private static final double MEAN_SIZE = 13;

  @Override
  public String id() {
    return "1-arms";
  }

  @Override
  public List<ChartPicture> draw(RowReport row) {
    MetricReport metric = row.primary();
    if (metric.summaries().isEmpty()) {
      return List.of();
    }
    String title = metric.metric().labelWithUnit() + " by arm";
    String reading =
        "test split, "
            + row.seeds().size()
            + (row.seeds().size() == 1 ? " seed" : " seeds")
            + " (thin), mean ± standard deviation (thick)"
            + (metric.metric().direction().judges()
                ? ", " + metric.metric().direction().words()
                : "");
    XYPlot plot = plot(row, metric);
    return List.of(
        new ChartPicture(
            row.anchor() + "-arms",
            title + ", scale " + row.spec().scale(),
            title + ". " + ChartStyle.where(row) + ". " + describe(metric),
            ChartStyle.chart(plot, title, ChartStyle.where(row), reading),
            ChartStyle.WIDTH,
            HEIGHT));
  }

  /** Names that do not fit side by side stand one below the other. */
  private static boolean isCrowded(RowReport row) {
    return row.arms().size() > MOST_ABREAST;
  }

  private static String describe(MetricReport metric) {
    return metric.summaries().entrySet().stream()
        .map(entry -> entry.getKey() + " " + Figures.meanAndDeviation(entry.getValue()))
        .collect(Collectors.joining("; ", "", "."));
  }

  private static XYPlot plot(RowReport row, MetricReport metric) {
    String[] names = row.arms().stream().map(ArmReport::arm).toArray(String[]::new);
    SymbolAxis arms = new SymbolAxis(null, names);
    ChartStyle.style(arms);
    arms.setGridBandsVisible(false);
    arms.setRange(-0.5, names.length - 0.5);
    arms.setInverted(isCrowded(row));
    NumberAxis values = ChartStyle.numbers(metric.metric().labelWithUnit());
    XYPlot plot = ChartStyle.plot(arms, values);
    plot.setOrientation(isCrowded(row) ? PlotOrientation.HORIZONTAL : PlotOrientation.VERTICAL);
    plot.setDataset(0, seeds(row, metric));
    plot.setRenderer(0, seedRenderer(row.seeds().size()));
    plot.setDataset(1, means(row, metric));
    plot.setRenderer(1, meanRenderer(row));
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    metric
        .summary(metric.roles().reference())
        .ifPresent(summary -> plot.addRangeMarker(line(summary), Layer.BACKGROUND));
    // One value alone has no range: the axis would repeat it at every tick.
    values.setAutoRangeMinimumSize(LEAST_RANGE * size(metric));
    values.setUpperMargin(0.08);
    values.setLowerMargin(0.08);
    markEmptyArms(plot, row, metric);
    return plot;
  }

  private static double size(MetricReport metric) {
    double size =
        metric.summaries().values().stream()
            .mapToDouble(summary -> Math.abs(summary.mean()))
            .max()
            .orElse(0);
    return size == 0 ? 1 : size;
  }

  private static XYSeriesCollection seeds(RowReport row, MetricReport metric) {
    XYSeriesCollection seeds = new XYSeriesCollection();
    for (long seed : row.seeds()) {
      XYSeries series = new XYSeries("seed " + seed);
      for (int i = 0; i < row.arms().size(); i++) {
        Double value = row.arms().get(i).values(metric.metric().id()).get(seed);
        if (value != null) {
          series.add(i, value.doubleValue());
        }
      }
      seeds.addSeries(series);
    }
    return seeds;
  }

  private static XYLineAndShapeRenderer seedRenderer(int seeds) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    Color colour = ChartStyle.translucent(ChartStyle.MUTED, 130);
    for (int i = 0; i < seeds; i++) {
      renderer.setSeriesPaint(i, colour);
      renderer.setSeriesStroke(i, ChartStyle.THIN);
      renderer.setSeriesShape(i, circle(SEED_SIZE));
    }
    renderer.setDrawSeriesLineAsPath(true);
    return renderer;
  }

  private static XYIntervalSeriesCollection means(RowReport row, MetricReport metric) {
    XYIntervalSeriesCollection means = new XYIntervalSeriesCollection();
    for (int i = 0; i < row.arms().size(); i++) {
      String arm = row.arms().get(i).arm();
      XYIntervalSeries series = new XYIntervalSeries(arm);
      Optional<Summary> summary = metric.summary(arm);
      if (summary.isPresent()) {
        double mean = summary.get().mean();
        double spread = summary.get().deviation().orElse(0);
        double x = i + OFFSET;
        series.add(x, x, x, mean, mean - spread, mean + spread);
      }
      means.addSeries(series);
    }
    return means;
  }

  private static XYErrorRenderer meanRenderer(RowReport row) {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setCapLength(10);
    renderer.setErrorStroke(ChartStyle.THICK);
    for (int i = 0; i < row.arms().size(); i++) {
      renderer.setSeriesPaint(i, ChartStyle.arm(row.arms().get(i).arm()));
      renderer.setSeriesShape(i, circle(MEAN_SIZE));
    }
    return renderer;
  }

  private static ValueMarker line(Summary baseline) {
    return new ValueMarker(baseline.mean(), ChartStyle.MUTED, ChartStyle.DASHED);
  }

  /** An arm without figures keeps its place and says why it is empty. */
  private static void markEmptyArms(XYPlot plot, RowReport row, MetricReport metric) {
    double height = besideBaseline(plot.getRangeAxis().getRange(), metric);
    for (int i = 0; i < row.arms().size(); i++) {
      ArmReport arm = row.arms().get(i);
      if (metric.summary(arm.arm()).isEmpty()) {
        ArmRun.Status status = arm.runs().get(0).status();
        String text =
            switch (status) {
              case DIVERGED -> "diverged";
              case UNFINISHED -> "unfinished";
              default -> "not run";
            };
        XYTextAnnotation annotation = new XYTextAnnotation(text, i, height);
        annotation.setFont(ChartStyle.SMALL);
        annotation.setPaint(ChartStyle.MUTED);
        plot.addAnnotation(annotation);
      }
    }
  }

  /** In the middle, or lower where the baseline's line runs through there. */
  private static double besideBaseline(Range values, MetricReport metric) {
    double middle = values.getCentralValue();
    boolean near =
        metric
            .summary(metric.roles().reference())
            .filter(s -> Math.abs(s.mean() - middle) < 0.08 * values.getLength())
            .isPresent();
    return near ? middle - 0.15 * values.getLength() : middle;
  }

  private static Ellipse2D circle(double size) {
    return new Ellipse2D.Double(-size / 2, -size / 2, size, size);
  }
}
