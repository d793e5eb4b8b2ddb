package org.dsd4j.reports.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparerTest {
  @TempDir Path dir;
  private SyntheticStore a;
  private SyntheticStore b;

  @BeforeEach
  void openStores() {
    a = new SyntheticStore(dir.resolve("a"));
    b = new SyntheticStore(dir.resolve("b"));
  }

  private StoreComparison compare() {
    return Comparer.compare(a.store(), b.store());
  }

  private RowComparison onlyRow() {
    StoreComparison comparison = compare();
    assertEquals(1, comparison.rows().size());
    return comparison.rows().get(0);
  }

  private static FigureDifference figure(RowComparison row, String arm) {
    return row.figures().stream()
        .filter(figure -> figure.arm().equals(arm) && figure.primary())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCopyIsEqualEverywhere() throws IOException {
    for (int seed = 1; seed <= 3; seed++) {
      a.row("resnet18", seed, 26 + seed, 25.5, 24 + seed / 2.0, 25, 25.1);
    }
    copy(a.store().root(), b.store().root());
    StoreComparison comparison = compare();
    RowComparison row = comparison.rows().get(0);
    assertTrue(comparison.environment().isEmpty());
    assertTrue(comparison.shownDifferences().isEmpty());
    assertTrue(row.sameWork() && row.settings().isEmpty() && row.notes().isEmpty());
    assertEquals(10, row.figures().size(), "five arms, two metrics");
    for (FigureDifference figure : row.figures()) {
      Difference difference = figure.difference().orElseThrow();
      assertEquals(0, difference.mean());
      assertEquals(0, difference.interval().orElseThrow().low());
      assertEquals(0, difference.interval().orElseThrow().high());
      assertEquals("equal", figure.words());
    }
    assertEquals(15, row.runs().size());
    assertEquals(15, row.equalRuns());
    assertEquals(2, row.runs().get(0).losses().comparable(), "a line for steps 10 and 20");
    assertTrue(row.gain().sameVerdict());
    assertTrue(row.gain().words().endsWith("the gains are equal"), row.gain().words());
  }

  @Test
  void aKnownDifferenceIsFoundWithItsDirection() {
    double[] wobble = {0.1, -0.1, 0.05, -0.05, 0.02};
    for (int i = 0; i < wobble.length; i++) {
      a.row("resnet18", i + 1, 26 + i, 25, 24 + i);
      b.row("resnet18", i + 1, 26 + i, 25, 25 + i + wobble[i]);
    }
    RowComparison row = onlyRow();
    FigureDifference dsd = figure(row, "dsd");
    assertEquals(1.004, dsd.difference().orElseThrow().mean(), 1e-9);
    assertTrue(dsd.difference().orElseThrow().paired());
    assertTrue(dsd.difference().orElseThrow().interval().orElseThrow().low() > 0.8);
    assertEquals("worse, shown", dsd.words(), "an error that grows is worse");
    assertEquals("equal", figure(row, "baseline").words());
    assertEquals(-1.004, row.gain().difference().orElseThrow().mean(), 1e-9);
    assertTrue(row.gain().words().contains("leaves zero out"), row.gain().words());
    assertEquals(1, compare().shownDifferences().size());
    assertEquals(10, row.equalRuns(), "the runs of baseline and sparse");
  }

  @Test
  void otherSettingsAreNamedAndSeedsNotPaired() {
    SortedMap<String, String> other = Specs.settings();
    other.put("batch", "64");
    for (int seed = 1; seed <= 3; seed++) {
      a.row("resnet18", seed, 26 + seed, 25, 24);
      b.row("resnet18", seed, other, 26 + seed, 25, 24);
    }
    RowComparison row = onlyRow();
    assertFalse(row.sameWork());
    assertEquals("settings.batch", row.settings().get(0).path());
    assertEquals("32", row.settings().get(0).there());
    assertEquals("64", row.settings().get(0).here());
    Difference baseline = figure(row, "baseline").difference().orElseThrow();
    assertFalse(baseline.paired());
    assertEquals(1, baseline.p().orElseThrow(), 1e-12);
    assertTrue(baseline.interval().orElseThrow().high() > 2, "the seeds differ by 1");
  }

  @Test
  void whatOnlyOneHasIsNamed() {
    a.row("resnet18", 1, 26, 25, 24, 25);
    a.row("resnet18", 2, 27, 26, 25, 26);
    a.row("vgg16", 1, 31, 30, 29);
    b.row("resnet18", 1, 26, 25, 24);
    StoreComparison comparison = compare();
    assertEquals(List.of("vgg16 (embedded, PyTorch) is only in A"), comparison.onlyInOne());
    List<String> notes = comparison.rows().get(0).notes();
    assertTrue(notes.contains("arms only in A: continued"), notes.toString());
    assertTrue(notes.contains("seeds only in A: 2"), notes.toString());
    FigureDifference dsd = figure(comparison.rows().get(0), "dsd");
    assertEquals(24, dsd.a().orElseThrow().mean(), "over the shared seed alone");
    assertTrue(dsd.adjustedP().isEmpty() && dsd.difference().orElseThrow().interval().isEmpty());
  }

  @Test
  void aDivergenceInOneAloneIsADifference() {
    a.row("resnet18", 1, 26, 25, 24);
    b.row("resnet18", 1, 26, 25);
    b.ended(Specs.of("dsd", 1), new Outcome.Diverged("redense", 7, "the loss is not a number"));
    assertEquals(List.of("dsd, seed 1: diverged in B alone"), onlyRow().ended());
    assertEquals(1, compare().shownDifferences().size());
    assertEquals("only in A", figure(onlyRow(), "dsd").words());
  }

  @Test
  void nothingInCommonIsOneClearLine() {
    a.row("resnet18", 1, 26, 25, 24);
    assertTrue(message().contains("no folder of records at"), message());
    b.row("vgg16", 1, 31, 30, 29);
    assertTrue(message().contains("no row in common"), message());
    assertTrue(message().contains("resnet18") && message().contains("vgg16"), message());
    assertEquals(1, message().lines().count());
  }

  private String message() {
    return assertThrows(StoreException.class, this::compare).getMessage();
  }

  @Test
  void everyFormatIsWrittenAndTheSameTwice() throws IOException {
    for (int seed = 1; seed <= 2; seed++) {
      a.row("resnet18", seed, 26 + seed, 25, 24);
      b.row("resnet18", seed, 26 + seed, 25.1 + seed, 24.5);
    }
    StoreComparison comparison = compare();
    Path one = dir.resolve("one");
    Path two = dir.resolve("two");
    ComparisonWriter.write(comparison, one);
    ComparisonWriter.write(compare(), two);
    for (String file :
        List.of(
            "compare.html",
            "compare.md",
            "compare.csv",
            "compare.json",
            "charts/differences.svg",
            "charts/differences.png")) {
      assertEquals(-1, Files.mismatch(one.resolve(file), two.resolve(file)), file);
    }
    List<String> csv = Files.readAllLines(one.resolve("compare.csv"));
    assertEquals(1 + 3 * 2, csv.size(), "three arms, two metrics");
    assertTrue(csv.get(1).startsWith("embedded,resnet18,PyTorch,PyTorch,baseline,top1-error,%,"));
    JsonNode json = RecordJson.mapper().readTree(one.resolve("compare.json").toFile());
    List<String> equal = json.at("/rows/0/runs").findValuesAsText("equalToTheBit");
    assertEquals(
        List.of("true", "true", "false", "false", "false", "false"), equal, "baseline alone");
    String html = Files.readString(one.resolve("compare.html"));
    assertTrue(html.contains("<svg") && html.contains("prefers-color-scheme"));
    for (String line : ConsoleComparison.of(comparison).lines().toList()) {
      assertTrue(line.length() <= ConsoleComparison.WIDTH, line);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
