package org.dsd4j.reports.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.text.TextTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(root);
    records.row("resnet18", 1, 26.0, 25.5, 24.0, 25.8);
    records.row("resnet18", 2, 27.0, 26.0, 25.1, 26.8);
    records.row("resnet18", 3, 25.0, 25.0, 22.9, 24.7);
    records.ended(
        Specs.of("llr", 1), new Outcome.Diverged("llr", 3, "gradient \"x\" is infinite, stopped"));
  }

  @Test
  void consoleIsAsAgreed() {
    String expected =
        """
        ResNet-18, width 1/4 on textured shapes 32 × 32, scale embedded, PyTorch
        arm             top-1 error (%), less is better  seeds           gain [95 %]  epochs  steps    time
        baseline                           26.00 ± 1.00    3/3                     -      16    400  10.0 s
        sparse                             25.50 ± 0.50    3/3  +0.50 [-0.74, +1.74]      24    600  15.0 s
        dsd                                24.00 ± 1.10    3/3  +2.00 [+1.75, +2.25]      32    800  20.0 s
        continued                          25.77 ± 1.05    3/3  +0.23 [+0.09, +0.38]      32    800  20.0 s
        llr        diverged in phase llr, step 3: grad…    0/3                     -       -      -       -
        verdict: replicated - better than the baseline and than the best control of equal budget (continued,
          p < 0.001); against the baseline p < 0.001 after Holm
        warning: 3 seeds: with fewer than 5 only a large effect can show
        warning: llr, seed 1: diverged in phase llr, step 3: gradient "x" is infinite, stopped
        at paper scale: paper 30.43 -> 29.17; deck 30.4 -> 29.3

        not run: GoogLeNet, VGG-16, ResNet-50, NeuralTalk, DeepSpeech, DeepSpeech-2, AlexNet, SqueezeNet
        """;
    assertEquals(expected, ConsoleSummary.of(report()));
  }

  @Test
  void noLineIsTooLong() {
    for (int seed = 4; seed < 9; seed++) {
      records.row("deepspeech2", seed, 126.0, 125.5, 124.0, 125.8);
    }
    ConsoleSummary.of(report())
        .lines()
        .forEach(line -> assertTrue(line.length() <= ConsoleSummary.WIDTH, line));
  }

  @Test
  void csvHasOneLineForEachMeasurement() {
    List<String> lines =
        CsvWriter.of(report()).lines().filter(line -> !line.startsWith(",")).toList();
    assertEquals(1 + 3 * 5 * 2, lines.size());
    assertEquals(
        "embedded,resnet18,PyTorch,1,baseline,top1-error,%,lower-is-better,26.0,measured,,"
            + "400,16,12800,10.000",
        lines.get(1));
    assertTrue(
        lines.contains(
            "embedded,resnet18,PyTorch,1,llr,top1-error,%,lower-is-better,,diverged,"
                + "\"diverged in phase llr, step 3: gradient \"\"x\"\" is infinite, stopped\","
                + "800,32,25600,20.000"));
    assertTrue(
        lines.contains(
            "embedded,resnet18,PyTorch,2,llr,top5-error,%,lower-is-better,,not-run,not run,,,,"));
  }

  @Test
  void rowsThatWereNeverRunAreInTheTidyTableToo() {
    ReproductionReport report = report();
    String csv = CsvWriter.of(report);
    List<String> absent = csv.lines().filter(line -> line.startsWith(",")).toList();
    assertEquals(8, report.absent().size());
    assertEquals(
        report.absent().stream().mapToInt(claim -> claim.metrics().size()).sum(), absent.size());
    assertEquals(
        ",googlenet,,,,top1-error,%,lower-is-better,,not-run,no records here,,,,", absent.get(0));
    assertTrue(csv.endsWith(absent.get(absent.size() - 1) + "\n"), "they stand last");
    int columns = csv.lines().findFirst().orElseThrow().split(",", -1).length;
    absent.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
  }

  @Test
  void jsonHoldsTheStatistics() throws JsonProcessingException {
    JsonNode row = RecordJson.mapper().readTree(JsonWriter.of(report())).path("rows").get(0);
    assertEquals("resnet18", row.path("row").asText());
    assertEquals(5, row.path("arms").size());
    JsonNode metric = row.path("metrics").get(0);
    assertEquals("top1-error", metric.path("id").asText());
    assertEquals("REPLICATED", metric.path("verdict").path("kind").asText());
    JsonNode contrast = metric.path("contrasts").get(1);
    assertEquals("dsd", contrast.path("arm").asText());
    assertEquals(2.0, contrast.path("meanImprovement").asDouble(), 1e-9);
    assertEquals(2, contrast.path("tInterval").size());
    assertEquals(30.43, metric.path("claimedAtPaperScale").get(0).path("baseline").asDouble());
  }

  @Test
  void wrapsAndCuts() {
    assertEquals(List.of("aa bb", "  cc"), TextTable.wrap("aa bb cc", 6, "  "));
    assertEquals("abc…", TextTable.cut("abcdef", 4));
    TextTable table = new TextTable("a", "b");
    table.add("long name", "1.5");
    assertEquals(List.of("a            b", "long name  1.5"), table.lines(40));
    assertEquals(List.of("a      …", "long na…"), table.lines(8).stream().toList());
  }

  private ReproductionReport report() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store()));
  }
}
