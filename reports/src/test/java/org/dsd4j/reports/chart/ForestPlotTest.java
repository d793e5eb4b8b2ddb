package org.dsd4j.reports.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.statistics.Verdict;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.IntervalXYDataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on the lines of the forest plot, and in which order. */
class ForestPlotTest {
  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(root);
  }

  @Test
  void figuresAreInPercentOfTheBaseline() {
    records.row("resnet18", 1, 39.0, 38.0, 36.0, 38.5, 38.9);
    records.row("resnet18", 2, 41.0, 40.0, 37.0, 40.5, 40.9);
    ForestLine line = onlyLine();
    // Gains of 3 and 4 points over a baseline of 40; of 2.5 and 3.5 over the better control.
    ForestLine.Mark gain = line.gain().orElseThrow();
    assertEquals(8.75, gain.mean(), 1e-6);
    // t for one degree of freedom is 12.7062, the standard error half a point.
    assertEquals(8.75 - 12.7062 * 0.5 / 0.4, gain.low(), 1e-3);
    assertEquals(8.75 + 12.7062 * 0.5 / 0.4, gain.high(), 1e-3);
    assertEquals("continued", line.control());
    assertEquals(7.5, line.overControl().orElseThrow().mean(), 1e-6);
    assertEquals(
        "ResNet-18: +8.8 % [-7.1, +24.6], over the control continued +7.5 % [-8.4, +23.4],"
            + " no gain shown",
        line.words());
  }

  @Test
  void oneSeedHasAMeanAndNoInterval() {
    records.row("resnet18", 1, 40.0, 39.0, 42.0);
    ForestLine line = onlyLine();
    ForestLine.Mark gain = line.gain().orElseThrow();
    assertEquals(Optional.empty(), gain.interval());
    assertEquals(gain.mean(), gain.low());
    assertEquals(gain.mean(), gain.high());
    assertEquals("ResNet-18: -5.0 %, no control of equal budget, no verdict", line.words());
  }

  @Test
  void equalArmsStandAtZero() {
    records.row("resnet18", 1, 40.0, 39.0, 40.0);
    records.row("resnet18", 2, 41.0, 39.0, 41.0);
    assertEquals(new ForestLine.Mark(0, Optional.of(new Interval(0, 0))), onlyLine().gain().get());
  }

  @Test
  void aBaselineWithoutErrorsHasNoPercent() {
    records.row("resnet18", 1, 0.0, 0.5, 1.0);
    assertEquals(Optional.empty(), onlyLine().gain());
  }

  @Test
  void divergedAndNeverRunHaveNoFigures() {
    records.measured(Specs.of("baseline", 1), 26.0);
    assertEquals(
        "ResNet-18: no figures, no control of equal budget, no verdict", onlyLine().words());
    records.ended(Specs.of("dsd", 1), new Outcome.Diverged("redense", 3, "the loss is NaN"));
    ForestLine line = onlyLine();
    assertEquals(Verdict.Kind.DIVERGED, line.verdict());
    assertEquals("ResNet-18: no figures, no control of equal budget, diverged", line.words());
  }

  @Test
  void rowsStandInThePapersOrderWithTheirMarks() {
    records.row("resnet18", 1, 40.0, 39.0, 38.0, 39.5);
    records.row("alexnet", 1, 40.0, 39.0, 41.0);
    records.row("googlenet", 1, 40.0);
    List<ChartPicture> pictures = new ForestPlot().draw(report());
    assertEquals(1, pictures.size());
    ChartPicture picture = pictures.get(0);
    assertEquals("forest-embedded-pytorch", picture.id());
    XYPlot plot = picture.chart().getXYPlot();
    SymbolAxis names = (SymbolAxis) plot.getRangeAxis(0);
    assertEquals(List.of("GoogLeNet", "ResNet-18", "AlexNet"), List.of(names.getSymbols()));
    assertTrue(names.isInverted(), "the first row stands at the top");
    IntervalXYDataset marks = (IntervalXYDataset) plot.getDataset(0);
    assertEquals(6, marks.getSeriesCount());
    assertEquals(0, marks.getItemCount(0), "nothing was run that could gain");
    assertEquals(5.0, marks.getXValue(2, 0), 1e-6);
    assertEquals(3.75, marks.getXValue(3, 0), 1e-6);
    assertEquals(-2.5, marks.getXValue(4, 0), 1e-6);
    assertEquals(0, marks.getItemCount(5), "AlexNet has no control");
    assertTrue(marks.getYValue(2, 0) < 1 && marks.getYValue(3, 0) > 1, "the control is below");
    int at = picture.description().indexOf("GoogLeNet: no figures");
    assertTrue(at > 0 && at < picture.description().indexOf("ResNet-18: +5.0 %"));
  }

  @Test
  void anIntervalThatGoesOnIsCutAndSaid() {
    records.row("resnet18", 1, 40.0, 39.0, 39.6);
    records.row("resnet18", 2, 40.0, 39.0, 37.6);
    XYPlot plot = plot();
    double bound = plot.getDomainAxis().getUpperBound();
    IntervalXYDataset marks = (IntervalXYDataset) plot.getDataset(0);
    assertEquals(3.5, marks.getXValue(0, 0), 1e-6);
    assertEquals(4 * 3.5 * 1.1, bound, 1e-6);
    assertEquals(bound, marks.getEndXValue(0, 0));
    assertEquals(-bound, marks.getStartXValue(0, 0));
    assertEquals(List.of("▶", "◀"), arrows(plot));
  }

  @Test
  void anIntervalThatFitsHasNoArrow() {
    records.row("resnet18", 1, 40.0, 39.0, 36.0);
    records.row("resnet18", 2, 40.0, 39.0, 35.9);
    XYPlot plot = plot();
    IntervalXYDataset marks = (IntervalXYDataset) plot.getDataset(0);
    assertTrue(marks.getEndXValue(0, 0) < plot.getDomainAxis().getUpperBound());
    assertEquals(List.of(), arrows(plot));
  }

  @Test
  void eachScaleHasAPictureOfItsOwn() {
    records.row("resnet18", 1, 40.0, 39.0, 38.0);
    RunSpec spec = Specs.of("baseline", 1);
    records.measured(Specs.at("workstation", spec), 20.0);
    assertEquals(
        List.of("forest-embedded-pytorch", "forest-workstation-pytorch"),
        new ForestPlot().draw(report()).stream().map(ChartPicture::id).toList());
    assertFalse(new ForestPlot().draw(report()).get(1).description().contains("+5.0"));
  }

  private static List<String> arrows(XYPlot plot) {
    return plot.getAnnotations().stream()
        .map(XYTextAnnotation.class::cast)
        .map(XYTextAnnotation::getText)
        .sorted()
        .toList();
  }

  private XYPlot plot() {
    return new ForestPlot().draw(report()).get(0).chart().getXYPlot();
  }

  private ForestLine onlyLine() {
    return ForestLine.of(report().rows().get(0));
  }

  private ReproductionReport report() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store()));
  }
}
