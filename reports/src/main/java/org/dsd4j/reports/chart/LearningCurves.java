package org.dsd4j.reports.chart;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Metric;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Training loss and the primary metric on the validation split over the steps of all phases: a
 * thick line for each arm's mean, thin ones for its seeds, and the borders of DSD's phases.
 */
public final class LearningCurves implements RowChart {
  private static final int HEIGHT = 580;
  private static final int SEED_ALPHA = 70;
  private static final double GAP = 14;
  private static final double ROOM_OF_A_ROW = 0.15;
  private static final Color CLEAR = new Color(0, 0, 0, 0);

  @Override
  public String id() {
    return "2-curves";
  }

  @Override
  public List<ChartPicture> draw(RowReport row) {
    Metric metric = row.spec().primaryMetric();
    List<Function<ArmReport, Curves>> kinds =
        List.of(Curves::loss, arm -> Curves.validation(arm, metric.id()));
    List<String> labels = List.of("training loss", "validation " + metric.labelWithUnit());
    NumberAxis steps = ChartStyle.numbers("steps");
    steps.setUpperMargin(PhaseNames.MARGIN);
    List<PhaseNames.Place> phases = PhaseNames.of(row.spec().plan());
    int rows = 1 + phases.stream().mapToInt(PhaseNames.Place::row).max().orElse(0);
    CombinedDomainXYPlot combined = new CombinedDomainXYPlot(steps);
    for (int i = 0; i < kinds.size(); i++) {
      XYPlot plot = plot(row, kinds.get(i), labels.get(i));
      if (plot.getDatasetCount() > 0) {
        boolean topmost = combined.getSubplots().isEmpty();
        addBorders(plot, phases, topmost);
        // Room for the phases' names above the lines.
        plot.getRangeAxis().setUpperMargin(topmost ? ROOM_OF_A_ROW * rows : 0.05);
        combined.add(plot);
      }
    }
    if (combined.getSubplots().isEmpty()) {
      return List.of();
    }
    return List.of(picture(row, combined, String.join(" and ", labels)));
  }

  private static ChartPicture picture(RowReport row, CombinedDomainXYPlot plot, String what) {
    plot.setGap(GAP);
    plot.setFixedLegendItems(legend(row, row.spec().primaryMetric().id()));
    String reading = "mean over seeds (thick), seeds (thin), borders of the phases (dashed)";
    JFreeChart chart = ChartStyle.chart(plot, "Learning curves", ChartStyle.where(row), reading);
    ChartStyle.addLegend(chart, plot);
    String phases =
        row.spec().plan().stream()
            .map(phase -> phase.name() + " " + phase.steps() + " steps")
            .collect(Collectors.joining(", "));
    return new ChartPicture(
        row.anchor() + "-curves",
        "Learning curves, scale " + row.spec().scale(),
        "Lines of " + what + " over the steps. " + ChartStyle.where(row) + ". Phases: " + phases,
        chart,
        ChartStyle.WIDTH,
        plot.getSubplots().size() > 1 ? HEIGHT : HEIGHT * 2 / 3);
  }

  private static XYPlot plot(RowReport row, Function<ArmReport, Curves> kind, String label) {
    NumberAxis axis = ChartStyle.numbers(label);
    XYPlot plot = ChartStyle.plot(null, axis);
    List<Layered> lines = new ArrayList<>();
    for (ArmReport arm : row.arms()) {
      Curves curves = kind.apply(arm);
      Color colour = ChartStyle.arm(arm.arm());
      if (curves.seeds().size() > 1) {
        Color pale = ChartStyle.translucent(colour, SEED_ALPHA);
        curves.seeds().forEach(seed -> lines.add(new Layered(seed, pale, false)));
      }
      if (!curves.mean().isEmpty()) {
        lines.add(new Layered(curves.mean(), colour, true));
      }
    }
    // Means lie over the seeds of every arm.
    lines.sort((a, b) -> Boolean.compare(a.thick(), b.thick()));
    if (!lines.isEmpty()) {
      addLines(plot, lines);
    }
    return plot;
  }

  private record Layered(SortedMap<Long, Double> points, Color colour, boolean thick) {}

  private static void addLines(XYPlot plot, List<Layered> lines) {
    XYSeriesCollection dataset = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    for (int i = 0; i < lines.size(); i++) {
      Layered line = lines.get(i);
      XYSeries series = new XYSeries("line " + i);
      line.points().forEach((step, value) -> series.add(step.doubleValue(), value.doubleValue()));
      dataset.addSeries(series);
      renderer.setSeriesPaint(i, line.colour());
      renderer.setSeriesStroke(i, line.thick() ? ChartStyle.THICK : ChartStyle.THIN);
      // A line of one point would be invisible.
      renderer.setSeriesShapesVisible(i, line.points().size() == 1);
      renderer.setSeriesShape(i, new Ellipse2D.Double(-3, -3, 6, 6));
    }
    plot.setDataset(dataset);
    plot.setRenderer(renderer);
  }

  private static void addBorders(XYPlot plot, List<PhaseNames.Place> phases, boolean labelled) {
    for (PhaseNames.Place phase : phases) {
      // The axis is border enough where the first phase starts.
      Color colour = phase.start() == 0 ? CLEAR : ChartStyle.MUTED;
      ValueMarker border = new ValueMarker(phase.start(), colour, ChartStyle.DASHED);
      if (labelled) {
        boolean left = phase.leftwards();
        border.setLabel(phase.name());
        border.setLabelFont(ChartStyle.SMALL);
        border.setLabelPaint(ChartStyle.MUTED);
        border.setLabelAnchor(left ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
        border.setLabelTextAnchor(left ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
        double top = 2 + (double) PhaseNames.ROW * phase.row();
        border.setLabelOffset(new RectangleInsets(top, 4, 2, 4));
        border.setLabelBackgroundColor(CLEAR);
      }
      plot.addDomainMarker(border);
    }
  }

  private static LegendItemCollection legend(RowReport row, String metric) {
    LegendItemCollection items = new LegendItemCollection();
    for (ArmReport arm : row.arms()) {
      boolean drawn =
          !Curves.loss(arm).mean().isEmpty() || !Curves.validation(arm, metric).mean().isEmpty();
      if (drawn) {
        Rectangle2D swatch = new Rectangle2D.Double(-9, -3, 18, 6);
        items.add(new LegendItem(arm.arm(), null, null, null, swatch, ChartStyle.arm(arm.arm())));
      }
    }
    return items;
  }
}
