package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.RunStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dsd compare}, and {@code dsd report} of several stores, on records written here. */
class CompareTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path dir;
  private String a;
  private String b;

  @BeforeEach
  void writeRecords() {
    a = dir.resolve("a").toString();
    b = dir.resolve("b").toString();
    for (int seed = 1; seed <= 3; seed++) {
      write(a, "PyTorch", seed, 20 + seed);
      write(b, "MXNet", seed, 25 + seed + 0.1 * (seed % 2));
    }
  }

  @Test
  void comparesTwoEnginesAndWritesThePage() {
    Path out = dir.resolve("out");
    Said said = dsd("compare", a, b, "--out", out.toString());
    assertEquals(0, said.code(), said.err());
    for (String part :
        List.of("A PyTorch, B MXNet", "worse, shown", "3 in B, paired", "0 of 3 runs", "threads")) {
      assertTrue(said.out().contains(part), part + " is missing in:\n" + said.out());
    }
    assertTrue(Files.exists(out.resolve("compare.html")));
  }

  @Test
  void aCheckCanStopAtADifference() {
    assertEquals(1, dsd("compare", a, b, "--fail-on-difference").code());
    String c = dir.resolve("c").toString();
    for (int seed = 1; seed <= 3; seed++) {
      write(c, "PyTorch", seed, 20 + seed);
    }
    Said equal = dsd("compare", a, c, "--fail-on-difference");
    assertEquals(0, equal.code(), equal.out());
    assertTrue(equal.out().contains("3 of 3 runs"), equal.out());
  }

  @Test
  void refusesWhatCannotBeCompared() {
    assertRefused(2, "named twice", "compare", a, a);
    assertRefused(2, "are the same store", "compare", a, a + "/../a");
    assertRefused(2, "are the same store", "report", a, a + "/../a", "--out", dir + "/out");
    assertRefused(2, "B", "compare", a);
    assertRefused(3, "no folder of records at", "compare", a, dir.resolve("none").toString());
  }

  @Test
  void reportsSeveralStoresAtOnce() {
    Said said = dsd("report", a, b, "--out", dir.resolve("out").toString());
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("MXNet") && said.out().contains("PyTorch"), said.out());
  }

  @Test
  void recordsThatCannotBeReadAreData() throws IOException {
    String out = dir.resolve("out").toString();
    Path broken = dir.resolve("broken");
    write(broken.toString(), "PyTorch", 1, 20);
    Files.writeString(broken.resolve("embedded/tiny/PyTorch/1/baseline/run.json"), "{\"format\":");
    Path archive = Files.writeString(dir.resolve("broken.zip"), "no zip file");
    Path bare = Files.createDirectories(dir.resolve("bare"));
    for (Path unusable : List.of(broken, archive, bare)) {
      assertOneLine(3, unusable.toString(), dsd("report", unusable.toString(), "--out", out));
      assertOneLine(3, unusable.toString(), dsd("compare", a, unusable.toString()));
    }
    assertOneLine(3, bare.toString(), dsd("archive", bare.toString(), "--out", out + ".zip"));
    assertTrue(dsd("compare", a, broken.toString()).err().contains("run.json is damaged"));
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAFailedRun() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    String under = file.resolve("out").toString();
    assertOneLine(4, under, dsd("report", a, "--out", under));
    assertOneLine(4, under, dsd("compare", a, b, "--out", under));
    assertOneLine(4, under, dsd("archive", a, "--out", under));
  }

  private static void assertOneLine(int code, String part, Said said) {
    assertEquals(code, said.code(), said.err());
    assertEquals(1, said.err().lines().filter(line -> line.startsWith("dsd: ")).count());
    assertEquals(1, said.err().lines().count(), said.err());
    assertTrue(said.err().contains(part), said.err());
  }

  private static void write(String store, String engine, long seed, double error) {
    RunSpec spec =
        new RunSpec(
            "tiny",
            "tiny network",
            "images",
            "made up",
            "embedded",
            engine,
            seed,
            "baseline",
            new TreeMap<>(Map.of("batch", "8")),
            List.of(new PhasePlan("dense", "DENSE", 2, 1, 0.1, "constant", 0)),
            List.of(new Metric("error", "error", "%", Direction.LOWER_IS_BETTER)),
            List.of(),
            List.of(),
            "dsd run tiny");
    try (ArmFolder arm =
        new RunStore(Path.of(store))
            .seed(spec.scale(), spec.row(), engine, seed, false)
            .arm(spec)) {
      arm.start(spec, new Environment(new TreeMap<>(Map.of("threads", engine.length() + ""))));
      arm.append(new Event.Phase(NOW, 0, "dense", "DENSE", 2, 0));
      arm.append(new Event.Step(NOW, 0, 1, 1, error, 0.1, 8));
      arm.finish(
          new ArmResult(
              new Outcome.Measured(Map.of("error", error)),
              List.of(),
              List.of(),
              new TreeMap<>(),
              engine.equals("MXNet") ? "ff" : "00"));
    }
  }
}
