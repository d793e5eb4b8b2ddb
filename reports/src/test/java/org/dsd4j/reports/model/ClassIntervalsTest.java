package org.dsd4j.reports.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Classified;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.Vouching;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The intervals over examples of rows that say classes. */
class ClassIntervalsTest {
  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void twoArms() {
    records = new SyntheticStore(root);
    for (int seed = 1; seed <= 2; seed++) {
      for (String arm : List.of("baseline", "dsd")) {
        double top1 = top1(arm, seed);
        records.measured(Specs.of(arm, seed), top1);
        records.said(Specs.of(arm, seed), top1);
      }
    }
  }

  private static double top1(String arm, int seed) {
    return (arm.equals("dsd") ? 24 : 26) + seed;
  }

  @Test
  void everyErrorRateHasOne() {
    ReproductionReport report = report();
    assertEquals(List.of(), report.problems());
    for (MetricReport metric : report.rows().get(0).metrics()) {
      Contrast contrast = metric.contrast("dsd", "baseline").orElseThrow();
      SentenceReport.Estimate gain = contrast.overExamples().orElseThrow();
      assertEquals(contrast.comparison().mean(), gain.mean(), 1e-9, metric.metric().id());
      // Nested errors: the gain is a share p of the examples, so its deviation is known.
      double p = gain.mean() / 100;
      double deviation = 100 * Math.sqrt(p * (1 - p) / Classified.EXAMPLES);
      double width = gain.interval().high() - gain.interval().low();
      assertEquals(2 * 1.96 * deviation, width, 0.25 * width, metric.metric().id());
    }
  }

  @Test
  void recordsFromBeforeRanksWereKeptHaveThatOfTheFirstClassAlone() throws IOException {
    for (int seed = 1; seed <= 2; seed++) {
      withoutRanks("baseline", seed);
      withoutRanks("dsd", seed);
    }
    ReproductionReport report = report();
    assertEquals(List.of(), report.problems());
    assertEquals(2.0, gain(report, 0).orElseThrow().mean(), 1e-9);
    assertTrue(gain(report, 1).isEmpty());
  }

  @Test
  void aPairThatHasARankOnOneSideOnlyIsNotDrawn() throws IOException {
    withoutRanks("baseline", 2);
    ReproductionReport report = report();
    assertEquals(List.of(), report.problems());
    assertTrue(gain(report, 0).isPresent());
    assertTrue(gain(report, 1).isEmpty(), "an interval of one seed beside a gain of two");
  }

  @Test
  void predictionsThatGiveAnotherTop5ErrorAreNamed() {
    ArmFolder arm =
        records.store().seed("embedded", "resnet18", "PyTorch", 1, false).arm(Specs.of("dsd", 1));
    arm.writePredictions(Classified.with(top1("dsd", 1), 7.77));
    Vouching.again(arm.place());
    assertEquals(
        List.of(
            "dsd, seed 1: the result says top-5 error 5.0000, the predictions give 7.7700:"
                + " run it again"),
        report().problems());
  }

  private ReproductionReport report() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store()));
  }

  private static Optional<SentenceReport.Estimate> gain(ReproductionReport report, int metric) {
    MetricReport of = report.rows().get(0).metrics().get(metric);
    return of.contrast("dsd", "baseline").orElseThrow().overExamples();
  }

  private void withoutRanks(String arm, int seed) throws IOException {
    Path file = root.resolve("embedded/resnet18/PyTorch/" + seed + "/" + arm + "/predictions.csv");
    Files.writeString(
        file,
        Files.readAllLines(file).stream()
            .map(line -> line.substring(0, line.lastIndexOf(',')) + "\n")
            .collect(Collectors.joining()));
    Vouching.again(new ArmPath(file.getParent()));
  }
}
