package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dsd4j.reports.ReportFormat;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.fixture.Captions;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.record.RecordLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that are as large as their bounds allow, and larger ones, in a Java of 128 MiB: the
 * report of the other runs is made, or one line says why not.
 */
@Tag("slow")
class RecordBombTest {
  private static final String HEAP = "-Xmx128m";
  private static final long MIB = 1024 * 1024;
  private static final String ARM = "embedded/resnet18/PyTorch/1/dsd/";

  @TempDir Path folder;
  private Path runs;

  @BeforeEach
  void write() throws IOException {
    runs = folder.resolve("runs");
    new SyntheticStore(runs).row("resnet18", 1, 26.0, 25.5, 24.0);
    // So that bombs are read, and not refused for their manifest.
    OlderStore.of(runs);
  }

  @Test
  void aHundredMegabytesOfZeros() throws Exception {
    for (String file :
        List.of(
            "events.jsonl", "run.json", "result.json", "predictions.csv", "weights/final.json")) {
      Path record = runs.resolve(ARM + file);
      byte[] before = Files.exists(record) ? Files.readAllBytes(record) : new byte[0];
      zeros(Files.newOutputStream(record), 100);
      assertReported(file, runs, 1);
      if (before.length == 0) {
        Files.delete(record);
      } else {
        Files.write(record, before);
      }
    }
  }

  @Test
  void anEventLogAtItsBound() throws Exception {
    try (BufferedWriter log = Files.newBufferedWriter(runs.resolve(ARM + "events.jsonl"))) {
      for (int i = 1; i <= RecordLimits.EVENTS_LINES; i++) {
        log.write(
            "{\"event\":\"evaluation\",\"at\":\"2026-01-02T03:00:00Z\",\"globalStep\":"
                + i
                + ",\"metrics\":{\"top1-error\":20.0},\"phaseIndex\":0,\"split\":\""
                + i
                + "\",\"step\":1}\n");
      }
    }
    assertReported("events at their bound", runs, 0);
  }

  @Test
  void predictionsAtTheirBound() throws Exception {
    try (BufferedWriter said = Files.newBufferedWriter(runs.resolve(ARM + "predictions.csv"))) {
      said.write("example,label,predicted,rank\n");
      for (int i = 1; i < RecordLimits.PREDICTIONS_LINES; i++) {
        said.write(i + ",7," + (i % 100 < 24 ? "8,2" : "7,1") + "\n");
      }
    }
    // Another figure than that of the result, which is the one problem.
    assertReported("predictions at their bound", runs, 1);
  }

  @Test
  void sentencesAtTheirBound() throws Exception {
    SyntheticStore records = new SyntheticStore(runs);
    new Captions(records).seed(1, 0.3, 0.2, 0.1);
    Path said =
        new RunStore(runs)
            .layout()
            .row("embedded", "neuraltalk")
            .engine("PyTorch")
            .seed(1, 1)
            .arm("dsd")
            .sentences();
    String words = "a ".repeat(1_000) + "b";
    try (BufferedWriter out = Files.newBufferedWriter(said)) {
      long size = 0;
      for (int i = 0; size < RecordLimits.SENTENCES_BYTES - 10_000; i++) {
        String line =
            "{\"example\":"
                + i
                + ",\"name\":\"n\",\"hypothesis\":\"a\",\"references\":[\""
                + words
                + "\",\""
                + words
                + "\"]}\n";
        out.write(line);
        size += line.length();
      }
    }
    assertReported("sentences at their bound", runs, 1);
  }

  @Test
  void aSpecificationAtItsBound() throws Exception {
    SortedMap<String, String> settings = Specs.settings();
    for (int i = 0; i < 90_000; i++) {
      settings.put("s" + i, "");
    }
    new SyntheticStore(runs).measured(Specs.of("vgg16", "dsd", 1, settings), 20);
    assertReported("a specification at its bound", runs, 0);
  }

  @Test
  void zipsOfAGigabyte() throws Exception {
    for (String name :
        List.of(
            ARM + "events.jsonl",
            ARM + "predictions.csv",
            ARM + "run.json",
            ARM + "sentences.jsonl",
            "embedded/resnet18/samples.png")) {
      Path zip = folder.resolve("bomb.zip");
      ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(zip));
      packed.setLevel(Deflater.BEST_SPEED);
      packed.putNextEntry(new ZipEntry(name));
      zeros(packed, 1_024);
      assertReported("a zip with 1 GiB of " + name, zip, -1);
    }
  }

  private static void zeros(OutputStream to, int mebibytes) throws IOException {
    try (OutputStream out = to) {
      byte[] block = new byte[(int) MIB];
      for (int i = 0; i < mebibytes; i++) {
        out.write(block);
      }
    }
  }

  /** As many problems, or −1 for a store that is refused as a whole, in one line each. */
  private void assertReported(String what, Path store, int problems) throws Exception {
    Path said = folder.resolve("said.txt");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-cp",
                classPath(),
                Reporter.class.getName(),
                store.toString(),
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = java.waitFor(5, TimeUnit.MINUTES);
    java.destroyForcibly();
    String text = Files.readString(said);
    assertTrue(ended && java.exitValue() == 0, what + ": " + text);
    List<String> lines = text.lines().toList();
    assertEquals(problems, Integer.parseInt(lines.get(0)), what + ": " + text);
    assertEquals(2 + Math.abs(problems), lines.size(), what + ": " + text);
    System.getLogger(RecordBombTest.class.getName())
        .log(System.Logger.Level.INFO, what + ": peak of " + lines.get(lines.size() - 1) + " MiB");
  }

  private static String classPath() {
    return System.getProperty(
        "surefire.test.class.path",
        System.getProperty("java.class.path").replace(":", File.pathSeparator));
  }

  /** Prints how many problems the report has, or −1, then each, then the peak of the heap. */
  static final class Reporter {
    private Reporter() {}

    public static void main(String[] args) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      try {
        List<String> problems =
            ReportWriter.write(
                    List.of(Path.of(args[0])),
                    Path.of(args[1]),
                    Set.of(ReportFormat.HTML, ReportFormat.CSV))
                .problems()
                .stream()
                .filter(problem -> !problem.startsWith("charts are left out"))
                .toList();
        out.println(problems.size());
        problems.forEach(out::println);
      } catch (StoreException e) {
        out.println(-1);
        out.println(e.getMessage());
      }
      out.println(
          ManagementFactory.getMemoryPoolMXBeans().stream()
                  .filter(pool -> pool.getType() == MemoryType.HEAP)
                  .map(MemoryPoolMXBean::getPeakUsage)
                  .mapToLong(usage -> usage.getUsed())
                  .sum()
              / MIB);
    }
  }
}
