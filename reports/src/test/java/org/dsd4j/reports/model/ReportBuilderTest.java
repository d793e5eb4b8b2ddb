package org.dsd4j.reports.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.statistics.Verdict;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportBuilderTest {
  @TempDir Path root;
  private SyntheticStore records;

  @BeforeEach
  void open() {
    records = new SyntheticStore(root);
  }

  @Test
  void aWholeRow() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0, 25.8, 25.9);
    records.row("resnet18", 2, 27.0, 26.0, 25.1, 26.8, 26.7);
    records.row("resnet18", 3, 25.0, 25.0, 22.9, 24.7, 24.9);
    RowReport row = onlyRow();
    assertEquals(List.of(1L, 2L, 3L), row.seeds());
    assertEquals(
        List.of("baseline", "sparse", "dsd", "continued", "llr"),
        row.arms().stream().map(ArmReport::arm).toList());
    MetricReport metric = row.primary();
    assertEquals("top1-error", metric.metric().id());
    assertEquals(26.0, metric.summary("baseline").orElseThrow().mean(), 1e-12);
    Contrast contrast = metric.contrast("dsd", "baseline").orElseThrow();
    assertEquals(2.0, contrast.comparison().mean(), 1e-9);
    assertEquals(100 * 2.0 / 26.0, contrast.relativePercent(), 1e-9);
    // continued has mean 25.77, llr 25.83: the better one is the control that counts.
    assertEquals(Verdict.Kind.REPLICATED, metric.verdict().kind());
    assertTrue(metric.verdict().reason().contains("continued"), metric.verdict().reason());
    assertTrue(metric.verdict().warnings().get(0).startsWith("3 seeds"));
    assertEquals("paper", metric.claimed().get(0).source());
    assertEquals(new TrainingCost(800, 32, 25600, 20), row.arm("dsd").get().wholeBudget().get());
    assertEquals(new TrainingCost(200, 8, 6400, 5), row.arm("dsd").get().ownBudget().get());
    assertEquals(8, report().absent().size());
  }

  @Test
  void whatWasNotRunIsShownAsSuch() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.row("resnet18", 2, 27.0, 26.0);
    records.unfinished(Specs.of("dsd", 2));
    records.ended(Specs.of("continued", 2), new Outcome.NotRun("left out by --arms"));
    RowReport row = onlyRow();
    List<ArmRun> dsd = row.arm("dsd").orElseThrow().runs();
    assertEquals(ArmRun.Status.MEASURED, dsd.get(0).status());
    assertEquals(ArmRun.Status.UNFINISHED, dsd.get(1).status());
    assertEquals("unfinished, at redense 40/200", dsd.get(1).note());
    List<ArmRun> continued = row.arm("continued").orElseThrow().runs();
    assertEquals("not run", continued.get(0).note());
    assertEquals("not run: left out by --arms", continued.get(1).note());
    Verdict verdict = row.primary().verdict();
    assertEquals(Verdict.Kind.NOT_RUN, verdict.kind());
    assertEquals("1 seed: a verdict needs at least 2", verdict.reason());
    assertEquals(List.of("dsd, seed 2: unfinished, at redense 40/200"), verdict.warnings());
  }

  @Test
  void divergenceOfTheMethodIsTheVerdict() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0, 25.0, 25.0);
    records.row("resnet18", 2, 27.0);
    records.ended(
        Specs.of("sparse", 2), new Outcome.Diverged("sparse", 12, "the loss is not a number"));
    records.ended(Specs.of("dsd", 2), new Outcome.NotRun("sparse diverged"));
    Verdict verdict = onlyRow().primary().verdict();
    assertEquals(Verdict.Kind.DIVERGED, verdict.kind());
    assertTrue(verdict.reason().contains("sparse, seed 2"), verdict.reason());
    assertTrue(verdict.reason().contains("step 12"), verdict.reason());
  }

  @Test
  void aDivergedControlIsAWarning() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0, 25.8);
    records.row("resnet18", 2, 27.0, 26.0, 25.1, 26.8);
    records.row("resnet18", 3, 25.0, 25.0, 22.9, 24.7);
    records.ended(Specs.of("llr", 1), new Outcome.Diverged("llr", 3, "gradient is infinite"));
    Verdict verdict = onlyRow().primary().verdict();
    assertEquals(Verdict.Kind.REPLICATED, verdict.kind());
    assertTrue(verdict.warnings().get(1).contains("gradient is infinite"));
  }

  @Test
  void aSeedInTwoStoresIsTakenFromTheNewerOneAndSaid(@TempDir Path other) {
    SyntheticStore newer = new SyntheticStore(other);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    newer.measured(Specs.of("baseline", 1), 30.0, "2026-06-01T00:00:00Z", false);
    newer.measured(Specs.of("dsd", 1), 29.0, "2026-06-01T00:01:00Z", false);
    for (List<RunStore> stores :
        List.of(List.of(records.store(), newer.store()), List.of(newer.store(), records.store()))) {
      RowReport row = new ReportBuilder(Claims.load()).build(stores).rows().get(0);
      assertEquals(30.0, row.primary().summary("baseline").orElseThrow().mean());
      assertTrue(row.primary().summary("sparse").isEmpty(), "arms of two stores are not mixed");
      String note = row.notes().get(0);
      assertTrue(note.startsWith("seed 1 was run 2 times; reported is the run in "), note);
      assertTrue(note.indexOf(other.toString()) < note.indexOf("left out"), note);
    }
  }

  @Test
  void whatARunLeftOutOfItsDataIsANoteOfTheRow() {
    records.leaveOut("1: train: 1 audio files are missing (a.wav)");
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.leaveOut("2: train: 1 audio files are missing (a.wav); b.wav: is cut off");
    records.row("resnet18", 2, 26.0, 25.5, 24.0);
    assertEquals(
        List.of(
            "left out of the data: 2: train: 1 audio files are missing (a.wav); b.wav: is cut off"),
        onlyRow().notes());
  }

  @Test
  void seedsOfSeveralStoresStandInOneTableThatSaysSo(@TempDir Path other) {
    SyntheticStore second = new SyntheticStore(other);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    second.row("resnet18", 2, 27.0, 25.5, 24.0);
    RowReport row =
        new ReportBuilder(Claims.load())
            .build(List.of(records.store(), second.store()))
            .rows()
            .get(0);
    assertEquals(List.of(1L, 2L), row.seeds());
    assertTrue(row.notes().get(0).startsWith("seeds by folder of records: "), row.notes().get(0));
    assertTrue(row.notes().get(0).endsWith(other + ": 2"), row.notes().get(0));
  }

  @Test
  void configurationsAreNeverMixed() {
    SortedMap<String, String> other = Specs.settings();
    other.put("batch", "64");
    RunSpec newBaseline = Specs.of("resnet18", "baseline", 2, other);
    RunSpec newDsd = Specs.of("resnet18", "dsd", 2, other);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.measured(newBaseline, 27.0, "2026-06-01T00:00:00Z", false);
    records.measured(newDsd, 26.0, "2026-06-01T00:01:00Z", false);
    RowReport row = onlyRow();
    assertEquals(List.of(2L), row.seeds());
    assertEquals("64", row.spec().settings().get("batch"));
    assertEquals(1, row.notes().size());
    assertTrue(row.notes().get(0).contains("seeds 1"), row.notes().get(0));
  }

  @Test
  void theNewestCompleteRunOfASeedCounts() {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.measured(Specs.of("baseline", 1), 30.0, "2026-06-01T00:00:00Z", true);
    assertEquals(26.0, onlyRow().primary().summary("baseline").orElseThrow().mean());
    records.measured(Specs.of("dsd", 1), 29.0, "2026-06-01T00:01:00Z", false);
    RowReport row = onlyRow();
    assertEquals(30.0, row.primary().summary("baseline").orElseThrow().mean());
    assertTrue(row.notes().get(0).contains("run 2 times; reported is run 2"), row.notes().get(0));
  }

  @Test
  void rowsShareOneCorrectionAndStandInThePapersOrder() {
    // Alone, this row is significant (p = 0.036 against the baseline); among two it is not.
    double[] gains = {1.1, 0.4, 0.1, 0.9, 1.6};
    for (int i = 0; i < gains.length; i++) {
      records.row("resnet18", i + 1, 26.0, 25.5, 26.0 - gains[i], 27, 27);
    }
    assertEquals(Verdict.Kind.REPLICATED, onlyRow().primary().verdict().kind());
    for (int i = 0; i < gains.length; i++) {
      records.row("googlenet", i + 1, 26.0, 25.5, 26.0 - gains[i] * (i == 1 ? -1 : 1), 27, 27);
    }
    ReproductionReport two = report();
    assertEquals("googlenet", two.rows().get(0).spec().row());
    assertEquals(Verdict.Kind.NO_GAIN, two.rows().get(1).primary().verdict().kind());
  }

  @Test
  void problemsAreListedBesideTheRest() throws IOException {
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    Files.writeString(root.resolve("embedded/resnet18/PyTorch/1/sparse/events.jsonl"), "no\n");
    ReproductionReport report = report();
    assertEquals(1, report.problems().size());
    assertFalse(report.rows().isEmpty());
  }

  @Test
  void anEmptyStoreIsOneClearLine() {
    String message = assertThrows(StoreException.class, this::report).getMessage();
    assertTrue(message.startsWith("no records in "), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void aStoreOfDamagedRecordsNamesTheFirst() throws IOException {
    for (long seed = 1; seed <= 5; seed++) {
      records.row("resnet18", seed, 26.0);
      Files.writeString(
          root.resolve("embedded/resnet18/PyTorch/" + seed + "/baseline/run.json"), "{");
    }
    String message = assertThrows(StoreException.class, this::report).getMessage();
    assertEquals(1, message.lines().count());
    assertTrue(message.contains("1/baseline/run.json is damaged"), message);
    assertFalse(message.contains("4/baseline"), message);
    assertTrue(message.endsWith(" (and 2 more)"), message);
  }

  private ReproductionReport report() {
    return new ReportBuilder(Claims.load()).build(List.of(records.store()));
  }

  private RowReport onlyRow() {
    ReproductionReport report = report();
    assertEquals(1, report.rows().size());
    return report.rows().get(0);
  }
}
