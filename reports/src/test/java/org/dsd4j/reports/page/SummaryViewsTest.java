package org.dsd4j.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.Speech;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.record.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first table of a report, and the sentence above it. */
class SummaryViewsTest {
  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(root);
  }

  @Test
  void everyRowOfTheSourcesStandsInTheirOrderRunOrNot() {
    records.row("squeezenet", 1, 40.0, 39.0, 38.0);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.row("of-our-own", 1, 26.0, 25.5, 24.0);
    List<SummaryView> parts = SummaryViews.of(report());
    assertEquals(
        List.of(
            "Rows of the paper's Table 1",
            "Rows of the authors' model zoo alone",
            "Rows of no source"),
        parts.stream().map(SummaryView::title).toList());
    assertEquals(
        List.of(
            "GoogLeNet",
            "VGG-16",
            "ResNet-18",
            "ResNet-50",
            "NeuralTalk",
            "DeepSpeech",
            "DeepSpeech-2"),
        networks(parts.get(0)));
    assertEquals(List.of("AlexNet", "SqueezeNet"), networks(parts.get(1)));
    assertEquals(1, parts.get(2).lines().size());
    assertEquals(SummaryView.Paper.NONE, parts.get(2).lines().get(0).paper());
  }

  @Test
  void aLineHasItsFigures() {
    records.row("resnet18", 1, 39.0, 38.0, 36.0);
    records.row("resnet18", 2, 41.0, 40.0, 37.0);
    SummaryView.Line line = line("ResNet-18");
    assertEquals("embedded-resnet18-pytorch", line.anchor());
    assertEquals("width 1/4", line.variant());
    assertEquals("scale embedded, PyTorch", line.where());
    assertEquals("top-1 error (%)", line.metric());
    assertEquals("40.00 ± 1.41", plainSpaces(line.baseline()));
    assertEquals("+3.50", line.absolute());
    assertEquals("+8.75 %", plainSpaces(line.relative()));
    assertEquals("[-2.85, +9.85]", plainSpaces(line.interval()));
    assertEquals("2 seeds", line.seeds());
    assertEquals("", line.compared());
    assertTrue(line.paper().baseline().startsWith("30.4"), line.paper().toString());
  }

  @Test
  void oneSeedHasNoIntervalAndNoVerdict() {
    records.row("resnet18", 1, 40.0, 39.0, 38.0);
    SummaryView.Line line = line("ResNet-18");
    assertEquals("+2.00", line.absolute());
    assertEquals("–", line.interval());
    assertEquals("no verdict", line.label());
    assertEquals("1 seed", line.seeds());
  }

  @Test
  void aDivergedRunLeavesNoFigureOfItsArm() {
    records.measured(Specs.of("baseline", 1), 26.0);
    records.ended(Specs.of("dsd", 1), new Outcome.Diverged("redense", 3, "the loss is NaN"));
    SummaryView.Line line = line("ResNet-18");
    assertEquals("26.00", line.baseline());
    for (String figure : List.of(line.dsd(), line.absolute(), line.relative(), line.interval())) {
      assertEquals("–", figure);
    }
    assertEquals("diverged", line.label());
    assertEquals("0 seeds", line.seeds());
  }

  @Test
  void aRowThatWasNeverRunSaysSoBesideTheSourcesFigures() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    SummaryView.Line line = line("VGG-16");
    assertEquals("", line.anchor());
    assertEquals("", line.where());
    assertEquals("not run", line.label());
    assertEquals("no records here", line.seeds());
    assertEquals("–", line.baseline());
    assertEquals("31.5", line.paper().baseline());
  }

  @Test
  void severalPassesSayWhatIsCompared() throws Exception {
    new Speech(records, "deepspeech", List.of("")).seed(1, Speech.USUAL);
    assertEquals("dsd2 over equal-epochs", line("DeepSpeech").compared());
  }

  @Test
  void theSentenceCountsTheVerdicts() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    assertEquals(
        "Of 1 row run here: 1 without a verdict; 8 more were not run.",
        SummaryViews.counted(report()));
    records.measured(Specs.of("vgg16", "baseline", 1, Specs.settings()), 31.0);
    records.ended(
        Specs.of("vgg16", "dsd", 1, Specs.settings()),
        new Outcome.Diverged("redense", 3, "the loss is NaN"));
    for (String row :
        List.of("googlenet", "resnet50", "neuraltalk", "deepspeech", "deepspeech2", "alexnet")) {
      records.row(row, 1, 26.0);
    }
    assertEquals(
        "Of 8 rows run here: 1 diverged, 7 without a verdict; 1 more was not run.",
        SummaryViews.counted(report()));
    records.row("squeezenet", 1, 26.0);
    assertEquals(
        "Of 9 rows run here: 1 diverged, 8 without a verdict.", SummaryViews.counted(report()));
  }

  private SummaryView.Line line(String network) {
    return SummaryViews.of(report()).stream()
        .flatMap(part -> part.lines().stream())
        .filter(line -> line.network().equals(network))
        .findFirst()
        .orElseThrow();
  }

  /** Figures do not break; that is the page's concern. */
  private static String plainSpaces(String figure) {
    return figure.replace('\u00a0', ' ');
  }

  private static List<String> networks(SummaryView part) {
    return part.lines().stream().map(SummaryView.Line::network).toList();
  }

  private ReproductionReport report() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store()));
  }
}
