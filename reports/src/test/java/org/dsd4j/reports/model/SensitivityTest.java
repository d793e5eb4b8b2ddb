package org.dsd4j.reports.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Sensitivities;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.SensitivityReport.Moment;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensitivityTest {
  private static final List<String> LAYERS = List.of("conv1/weight", "fc/weight");

  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(root);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.row("resnet18", 2, 27.0, 26.0, 25.1);
  }

  @Test
  void worseningIsPairedBySeed() {
    SensitivitySpec spec = Sensitivities.spec("resnet18", 1, "b", 50, LAYERS);
    SensitivityReport report =
        new SensitivityReport(
            spec,
            new TreeMap<>(
                Map.of(
                    1L,
                    List.of(
                        point(SensitivitySpec.UNIFORM, 0, 20.0, 20.0),
                        point("fc/weight", 0.3, 21.0, 19.5),
                        point("fc/weight", 0.5, 24.0, 21.0),
                        point("fc/weight", 0.9, 30.0, Double.NaN)),
                    2L,
                    List.of(
                        point("conv1/weight", 0, 22.0, 22.0),
                        point("fc/weight", 0.3, 23.0, 22.5)))));
    assertEquals(21.0, report.dense(Specs.TOP1).orElseThrow().mean());
    assertEquals(OptionalDouble.of(1.0), report.worsening(Moment.PRUNED, "fc/weight", 0.3));
    assertEquals(OptionalDouble.of(0.0), report.worsening(Moment.RETRAINED, "fc/weight", 0.3));
    // Only seed 1 has it: its own dense weights count, not the mean of both.
    assertEquals(OptionalDouble.of(4.0), report.worsening(Moment.PRUNED, "fc/weight", 0.5));
    assertEquals(OptionalDouble.empty(), report.worsening(Moment.RETRAINED, "fc/weight", 0.9));
    assertEquals(OptionalDouble.of(0.3), report.borne(Moment.PRUNED, "fc/weight", 1));
    assertEquals(OptionalDouble.of(0.5), report.borne(Moment.RETRAINED, "fc/weight", 1));
    assertEquals(OptionalDouble.empty(), report.borne(Moment.PRUNED, "conv1/weight", 1));
  }

  @Test
  void seedsOfOneConfigurationAreTakenTogether() {
    analysis(1, 50, 99);
    analysis(2, 50, 99);
    SensitivityReport report = onlyRow().sensitivity().orElseThrow();
    assertEquals(List.of(1L, 2L), report.seeds());
    assertEquals(List.of(), onlyRow().notes());
    assertEquals(
        2,
        report
            .summary(Moment.RETRAINED, SensitivitySpec.UNIFORM, 0.9, Specs.TOP1)
            .orElseThrow()
            .n());
  }

  @Test
  void otherSettingsAndGapsAreNamed() {
    analysis(1, 50, 99);
    analysis(2, 60, 12);
    RowReport row = onlyRow();
    assertEquals(List.of(2L), row.sensitivity().orElseThrow().seeds());
    assertTrue(row.notes().get(0).contains("seed 1 is left out"), row.notes().get(0));
    assertTrue(row.notes().get(1).contains("11 of 27 points"), row.notes().get(1));
  }

  @Test
  void anotherBaselineIsLeftOut() {
    records.sensitivity(Sensitivities.spec("resnet18", 1, "feed", 50, LAYERS), 24, 99);
    RowReport row = onlyRow();
    assertTrue(row.sensitivity().isEmpty());
    assertTrue(row.notes().get(0).contains("another baseline"), row.notes().get(0));
  }

  @Test
  void anAnalysisWithoutRunsIsAProblem() {
    records.sensitivity(Sensitivities.spec("vgg16", 1, "feed", 50, LAYERS), 24, 99);
    List<String> problems =
        new ReportBuilder(Claims.load()).build(List.of(records.store())).problems();
    assertEquals(1, problems.size());
    assertTrue(problems.get(0).contains("without runs beside it"), problems.get(0));
  }

  private void analysis(long seed, long steps, int points) {
    String baseline = Specs.of("baseline", seed).id();
    records.sensitivity(Sensitivities.spec("resnet18", seed, baseline, steps, LAYERS), 24, points);
  }

  private RowReport onlyRow() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store())).rows().get(0);
  }

  private static SensitivityPoint point(
      String layer, double sparsity, double pruned, double retrained) {
    return new SensitivityPoint(
        Instant.parse("2026-01-02T03:04:05Z"),
        layer,
        sparsity,
        new TreeMap<>(Map.of("top1-error", pruned)),
        new TreeMap<>(Map.of("top1-error", retrained)));
  }
}
