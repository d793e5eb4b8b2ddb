package org.dsd4j.reports.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.text.Figures;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * How the weights of one layer are spread at five moments, as in the paper's Figure 2: one panel
 * below the other, with the same bins and the same axes. Exact zeros are no part of the curve: they
 * are a bar of their own that says how many there are.
 */
public final class WeightFigure implements RowChart {
  private static final int HEAD = 140;
  private static final int PANEL = 106;
  private static final double HEADROOM = 1.3;
  private static final double LABEL_HEIGHT = 0.94;
  private static final double LINE_HEIGHT = 0.18;
  private static final List<String> AFTER_THE_MASKS =
      List.of(WeightHistogram.REDENSE, WeightHistogram.FINAL);
  private static final Map<String, String> NAMES =
      Map.of(
          WeightHistogram.DENSE, "(a) after dense",
          WeightHistogram.PRUNED, "(b) just pruned",
          WeightHistogram.SPARSE, "(c) after sparse",
          WeightHistogram.REDENSE, "(d) re-dense begins",
          WeightHistogram.FINAL, "(e) after re-dense");

  @Override
  public String id() {
    return "3-weights";
  }

  /** Of the seed with the most moments; of several, the first. */
  @Override
  public List<ChartPicture> draw(RowReport row) {
    Optional<Long> seed =
        row.seeds().stream()
            .max(
                Comparator.comparingInt((Long s) -> moments(row, s).size())
                    .thenComparing(Comparator.reverseOrder()));
    List<WeightHistogram> moments = seed.map(s -> moments(row, s)).orElse(List.of());
    return moments.isEmpty() ? List.of() : List.of(picture(row, seed.get(), moments));
  }

  /** Controls have a last moment too: only DSD's own path counts. */
  private static List<WeightHistogram> moments(RowReport row, long seed) {
    Map<String, WeightHistogram> found = new TreeMap<>();
    for (String name : List.of(Arms.BASELINE, Arms.SPARSE, Arms.DSD)) {
      row.arm(name).stream()
          .flatMap(arm -> arm.runs().stream())
          .filter(run -> run.seed() == seed)
          .map(ArmRun::record)
          .flatMap(Optional::stream)
          .map(ArmRecord::weights)
          .flatMap(List::stream)
          .forEach(histogram -> found.putIfAbsent(histogram.moment(), histogram));
    }
    return WeightHistogram.MOMENTS.stream().filter(found::containsKey).map(found::get).toList();
  }

  private static ChartPicture picture(RowReport row, long seed, List<WeightHistogram> moments) {
    WeightHistogram first = moments.get(0);
    double top = HEADROOM * highestBinBeforeRedense(moments);
    NumberAxis weights = ChartStyle.numbers("weight");
    weights.setRange(first.low(), first.high());
    CombinedDomainXYPlot combined = new CombinedDomainXYPlot(weights);
    combined.setGap(8);
    for (WeightHistogram moment : moments) {
      combined.add(panel(moment, top));
    }
    String title = "Weights of " + first.layer();
    String reading =
        "seed "
            + seed
            + (row.hasSeveralPasses() ? ", first pass, " : ", ")
            + "weights per bin, "
            + (row.hasSeveralPasses() ? "equal bins" : "the same bins in all")
            + "; the paper's Figure 2";
    return new ChartPicture(
        row.anchor() + "-weights",
        title + ", scale " + row.spec().scale(),
        title + " at " + describe(moments) + ". " + ChartStyle.where(row) + ", seed " + seed + ".",
        ChartStyle.chart(combined, title, ChartStyle.where(row), reading),
        ChartStyle.WIDTH,
        HEAD + PANEL * moments.size());
  }

  private static String describe(List<WeightHistogram> moments) {
    return moments.stream()
        .map(
            m ->
                NAMES.get(m.moment())
                    + ": "
                    + Figures.count(m.total())
                    + " weights, "
                    + Figures.count(m.zeros())
                    + " exact zeros, "
                    + Figures.count(m.below() + m.above())
                    + " outside the axis")
        .collect(Collectors.joining("; "));
  }

  /**
   * The common height of the panels. After re-dense the revived weights may still crowd around
   * zero; that peak would flatten all else, so it is cut and its height is written beside it.
   */
  private static double highestBinBeforeRedense(List<WeightHistogram> moments) {
    List<WeightHistogram> before =
        moments.stream().filter(m -> !AFTER_THE_MASKS.contains(m.moment())).toList();
    return (before.isEmpty() ? moments : before)
        .stream().mapToLong(WeightFigure::highestBin).max().orElse(1);
  }

  private static long highestBin(WeightHistogram histogram) {
    return Math.max(1, histogram.counts().stream().mapToLong(Long::longValue).max().orElse(1));
  }

  private static XYPlot panel(WeightHistogram histogram, double top) {
    NumberAxis counts = ChartStyle.numbers(null);
    counts.setRange(0, top);
    XYPlot plot = ChartStyle.plot(null, counts);
    boolean spike = histogram.zeros() > 0;
    plot.setDataset(0, outline(histogram));
    plot.setRenderer(0, area(ChartStyle.BLUE));
    if (spike) {
      plot.setDataset(1, bar(histogram, top));
      plot.setRenderer(1, area(ChartStyle.VERMILLION));
    }
    double height = LABEL_HEIGHT * top;
    plot.addAnnotation(
        text(NAMES.get(histogram.moment()), left(histogram), height, TextAnchor.TOP_LEFT));
    // One below the other: side by side they would reach into the panel's name.
    double line = height;
    for (String note : notes(histogram, top)) {
      plot.addAnnotation(text(note, right(histogram), line, TextAnchor.TOP_RIGHT));
      line -= LINE_HEIGHT * top;
    }
    return plot;
  }

  private static List<String> notes(WeightHistogram histogram, double top) {
    List<String> notes = new ArrayList<>();
    if (histogram.zeros() > 0) {
      double share = (double) histogram.zeros() / histogram.total();
      notes.add(
          "bar at 0: "
              + Figures.count(histogram.zeros())
              + " zeros ("
              + Figures.percent(share)
              + ")");
    }
    if (highestBin(histogram) > top) {
      notes.add("peak cut: " + Figures.count(highestBin(histogram)) + " in a bin");
    }
    return notes;
  }

  private static double left(WeightHistogram histogram) {
    return histogram.low() + 0.01 * (histogram.high() - histogram.low());
  }

  private static double right(WeightHistogram histogram) {
    return histogram.high() - 0.01 * (histogram.high() - histogram.low());
  }

  private static XYTextAnnotation text(String text, double x, double y, TextAnchor anchor) {
    XYTextAnnotation annotation = new XYTextAnnotation(text, x, y);
    annotation.setFont(ChartStyle.SMALL);
    annotation.setPaint(ChartStyle.INK);
    annotation.setTextAnchor(anchor);
    return annotation;
  }

  /** The steps of the histogram as one line: bars side by side would show seams. */
  private static XYSeriesCollection outline(WeightHistogram histogram) {
    XYSeries series = new XYSeries("weights", false, true);
    double width = histogram.binWidth();
    for (int i = 0; i < histogram.counts().size(); i++) {
      double left = histogram.low() + i * width;
      series.add(left, histogram.counts().get(i));
      series.add(left + width, histogram.counts().get(i));
    }
    return new XYSeriesCollection(series);
  }

  private static XYSeriesCollection bar(WeightHistogram histogram, double top) {
    double half = Math.max(histogram.binWidth(), (histogram.high() - histogram.low()) / 150) / 2;
    XYSeries series = new XYSeries("zeros", false, true);
    double height = Math.min(top, (double) histogram.zeros());
    series.add(-half, height);
    series.add(half, height);
    return new XYSeriesCollection(series);
  }

  private static XYAreaRenderer area(Color colour) {
    XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
    renderer.setSeriesPaint(0, colour);
    renderer.setOutline(false);
    return renderer;
  }
}
