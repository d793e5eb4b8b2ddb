package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dsd4j.reports.ReportFormat;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.fixture.Sensitivities;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReproductionReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One damaged run is one problem, by its name; the report of the others is made. */
class DamagedStoreTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path runs;
  private Path arm;

  @BeforeEach
  void write() throws IOException {
    runs = folder.resolve("runs");
    SyntheticStore records = new SyntheticStore(runs);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.samples("embedded", "resnet18");
    records.sensitivity(
        Sensitivities.spec("resnet18", 1, Specs.of("baseline", 1).id(), 50, List.of("fc/weight")),
        24,
        99);
    arm = runs.resolve("embedded/resnet18/PyTorch/1/dsd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          result.json   | "top1-error" : 24.0 | "top1-error" : -5.0  | must not be negative
          result.json   | "top1-error" : 24.0 | "top1-error" : 140   | must not be above 100
          result.json   | "top1-error" : 24.0 | "top1-error" : 1e308 | can be measured
          result.json   | "top1-error" : 24.0 | "top1-error" : 1e-320 | can be measured
          result.json   | "top1-error" : 24.0 | "top1-error" : null  | must be a finite number
          result.json   | "seconds" : 5.0  | "seconds" : 1000000 | it spent 1000000.0 seconds
          result.json   | "seconds" : 10.0 | "seconds" : 1000000 | it inherits 1000000.0 seconds
          result.json   | "seconds" : 10.0 | "seconds" : "NaN" | must be at most
          result.json   | "seconds" : 10.0 | "seconds" : -1    | must not be negative
          result.json   | "steps" : 400 | "steps" : 401 | phase dense has 400 steps, not 401
          result.json   | "steps" : 400 | "steps" : 9223372036854775807 | must be at most
          result.json   | "epochs" : 16.0 | "epochs" : 160.0 | has 16.0 epochs, not 160.0
          result.json   | "phase" : "redense" | "phase" : "warm" | the plan has no phase warm
          result.json   | 1.5 % | 150 % | must be a share in percent
          events.jsonl  | "learningRate":0.001 | "learningRate":-1 | must not be negative
          events.jsonl  | "examples":320 | "examples":-320 | must not be negative
          events.jsonl  | "step":10} | "step":10000} | phase redense has 200 steps
          events.jsonl  | "phaseIndex":2 | "phaseIndex":7 | the plan has no phase 7
          events.jsonl  | "2026-01-02T03:00:00Z" | null | at must be between
          events.jsonl  | "2026-01-02T03:00:00Z" | "+1000000000-12-31T23:59:59Z" | at must be between
          events.jsonl  | "2026-01-02T03:00:00Z" | "1969-12-31T23:59:59Z" | at must be between
          events.jsonl  | "2026-01-02T03:00:00Z" | 1e300 | at must be between
          events.jsonl  | "phase":"redense" | "phase":null | phase is missing
          events.jsonl  | "top1-error": | "top1-error":-1e3,"x": | must not be negative
          events.jsonl  | "top1-error": | "top1-error":null,"x": | has no value for top1-error
          weights/final.json | "zeros" : | "zeros" : -1, "x" : | damaged
          run.json      | 2026-01-02T03:04:05Z | +999999999-01-01T00:00:00Z | at must be between
          run.json      | "passed" | null | values has no text for capability
          result.json   | "40.0" | null | notes has no text for steps per second
          run.json      | "environment" : { | "environment" : null, "x" : { | damaged
          """)
  void whatCannotBeIsAProblem(String file, String from, String to, String problem)
      throws IOException {
    Path record = arm.resolve(file);
    String text = Files.readString(record);
    assertTrue(text.contains(from), () -> file + " has no " + from + ": " + text);
    Files.writeString(record, text.replace(from, to));
    assertProblem(file, problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5.0", "1e999", "1e308", "140", "null"})
  void pointsThatCannotBeAreProblems(String figure) throws IOException {
    Path points = arm.resolveSibling("sensitivity").resolve("points.jsonl");
    String text = Files.readString(points);
    Files.writeString(
        points, text.replaceFirst("\"top1-error\":[^,]*", "\"top1-error\":" + figure));
    assertProblem("points.jsonl", "");
  }

  @Test
  void aLossThatIsNoNumberIsAProblem() throws IOException {
    for (String loss : List.of("\"NaN\"", "\"Infinity\"", "1e300", "1e999", "9".repeat(5000))) {
      Path events = arm.resolve("events.jsonl");
      String text = Files.readString(events);
      Files.writeString(events, text.replaceFirst("\"loss\":[^,]*", "\"loss\":" + loss));
      assertProblem("events.jsonl", "");
      Files.writeString(events, text);
    }
  }

  @Test
  void deepBracketsAreAProblem() throws IOException {
    String deep = "[".repeat(100_000);
    for (String file : List.of("run.json", "result.json", "weights/final.json", "events.jsonl")) {
      Path record = arm.resolve(file);
      byte[] before = Files.readAllBytes(record);
      Files.writeString(record, "{\"format\":1,\"spec\":" + deep + "\n");
      assertProblem(file, "");
      Files.write(record, before);
    }
  }

  @Test
  void binsThatOverflowAreAProblem() throws IOException {
    String most = String.valueOf(Long.MAX_VALUE);
    Files.writeString(
        arm.resolve("weights/final.json"),
        String.format(
            "{\"above\":0,\"below\":2,\"counts\":[%s,%s],\"high\":1,\"layer\":\"a\",\"low\":-1,"
                + "\"moment\":\"final\",\"total\":0,\"zeros\":0}",
            most, most));
    assertProblem("weights/final.json", "a bin must be at most");
  }

  @Test
  void aPipeInAnyPlaceDoesNotHang() throws Exception {
    for (String file :
        List.of(
            "run.json",
            "events.jsonl",
            "result.json",
            "weights/final.json",
            "../../../samples.png")) {
      Path record = arm.resolve(file).normalize();
      byte[] before = Files.readAllBytes(record);
      Files.delete(record);
      assumeTrue(new ProcessBuilder("mkfifo", record.toString()).start().waitFor() == 0);
      assertProblem(record.getFileName().toString(), "is no plain file but a pipe");
      Files.delete(record);
      Files.write(record, before);
    }
  }

  @Test
  void aFolderInTheWrongPlaceIsNamed() throws IOException {
    Files.delete(arm.resolve("result.json"));
    Files.createDirectory(arm.resolve("result.json"));
    assertProblem("result.json", "is a folder where a result is expected");
  }

  @Test
  void linksThatLeadNowhereOrBackHideNothingElse() throws IOException {
    Files.createSymbolicLink(runs.resolve("embedded/resnet18/PyTorch/9"), Path.of("gone"));
    Files.createSymbolicLink(runs.resolve("embedded/resnet18/PyTorch/loop"), Path.of(".."));
    Files.createSymbolicLink(runs.resolve("self"), Path.of("self"));
    Files.createSymbolicLink(runs.resolve("embedded/.#lock"), Path.of("user@host.1"));
    List<String> problems = report().problems();
    assertEquals(3, problems.size(), problems.toString());
    assertTrue(problems.get(0).endsWith("self: links lead in a circle; what is in it is left out"));
    assertTrue(problems.get(1).contains("PyTorch/9 is a link to something that is missing"));
    assertTrue(problems.get(2).contains("PyTorch/loop is a link to a folder that it lies in"));
  }

  @Test
  void runsBehindALinkAreReportedAndArchived() throws IOException {
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(runs.resolve("embedded"), elsewhere);
    Files.createSymbolicLink(runs.resolve("embedded"), elsewhere);
    assertEquals(List.of(), report().problems());
    List<String> problems = new ArrayList<>();
    Path zip = folder.resolve("records.zip");
    assertTrue(RecordsArchive.write(runs, zip, problems) > 10);
    assertEquals(List.of(), problems);
    assertEquals(
        StoreFingerprint.of(runs).files().size(), RecordsArchive.write(runs, zip, problems));
  }

  @Test
  void anArchiveSaysWhatItLeavesOut() throws Exception {
    Path events = arm.resolve("events.jsonl");
    Files.delete(events);
    assumeTrue(new ProcessBuilder("mkfifo", events.toString()).start().waitFor() == 0);
    Files.delete(arm.resolve("result.json"));
    Files.createSymbolicLink(arm.resolve("result.json"), Path.of("gone"));
    List<String> problems = new ArrayList<>();
    Path zip = folder.resolve("records.zip");
    assertTimeoutPreemptively(SOON, () -> RecordsArchive.write(runs, zip, problems));
    assertEquals(2, problems.size(), problems.toString());
    assertTrue(problems.get(0).contains("events.jsonl is no plain file"), problems.get(0));
    assertTrue(problems.get(1).contains("result.json: it is a link to something that is missing"));
    try (OpenStores stores = OpenStores.of(List.of(zip))) {
      assertEquals(3, stores.all().get(0).load().arms().size());
    }
  }

  @Test
  void bombsInAnArchiveAreRefusedByTheirNames() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    String place = "embedded/resnet18/PyTorch/1/dsd/";
    for (String name :
        List.of(
            place + "events.jsonl",
            place + "predictions.csv",
            place + "run.json",
            "embedded/resnet18/samples.png")) {
      try (ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(zip))) {
        packed.putNextEntry(new ZipEntry(name));
        byte[] block = new byte[1024 * 1024];
        for (int i = 0; i < 80; i++) {
          packed.write(block);
        }
      }
      String message =
          assertThrows(StoreException.class, () -> OpenStores.of(List.of(zip))).getMessage();
      assertTrue(message.contains(name + " unpacks to more than any record has"), message);
    }
  }

  @Test
  void picturesThatNoPageCanShowAreLeftOut() throws IOException {
    Path samples = runs.resolve("embedded/resnet18/samples.png");
    byte[] png = Files.readAllBytes(samples);
    byte[] wide = png.clone();
    wide[16] = 0x7f;
    Files.write(samples, wide);
    assertProblem("samples.png", "is damaged (a checksum of its own is wrong");
    CRC32 sum = new CRC32();
    sum.update(wide, 12, 17);
    ByteBuffer.wrap(wide).putInt(29, (int) sum.getValue());
    Files.write(samples, wide);
    assertProblem("samples.png", "pixels, a side may have 1 to 8192");
    Files.write(samples, Arrays.copyOf(png, png.length - 1));
    assertProblem("samples.png", "is damaged");
    Files.write(samples, Arrays.copyOf(png, png.length + 1));
    assertProblem("samples.png", "is damaged");
    Files.write(samples, "no picture at all, but long enough".getBytes(StandardCharsets.UTF_8));
    assertProblem("samples.png", "is no PNG picture");
  }

  @Test
  void sentencesTooLongToAlignAreRefusedBeforeTheyAre() throws IOException {
    Path file = folder.resolve("sentences.jsonl");
    String line = "{\"example\":%d,\"name\":\"a\",\"hypothesis\":\"%s\",\"references\":[\"%s\"]}%n";
    String longest = "a".repeat(4_000);
    Files.writeString(file, String.format(line, 0, longest + "a", "a"));
    assertRefused(file, "a sentence has at most 4000 letters, not 4001");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      many.append(String.format(line, i, longest, longest));
    }
    Files.writeString(file, many);
    assertRefused(file, "line 63, is damaged (up to here the sentences are too long to align)");
  }

  @Test
  void manyResumptionsCostNoSquareOfTime() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 1; i <= 60_000; i++) {
      log.append("{\"event\":\"step\",\"at\":\"2026-01-02T03:00:00Z\",\"examples\":1,")
          .append("\"globalStep\":1,\"learningRate\":0.1,\"loss\":1.0,\"phaseIndex\":0,\"step\":")
          .append(i)
          .append("}\n{\"event\":\"resumed\",\"at\":\"2026-01-02T03:00:00Z\",\"phaseIndex\":0,")
          .append("\"step\":999999}\n");
    }
    Path file = Files.writeString(folder.resolve("events.jsonl"), log);
    assertEquals(120_000, assertTimeoutPreemptively(SOON, () -> EventLog.read(file)).size());
  }

  private static void assertRefused(Path file, String problem) {
    String message = assertThrows(StoreException.class, () -> SentenceFile.read(file)).getMessage();
    assertTrue(message.contains(problem), message);
  }

  private ReproductionReport report() {
    return assertTimeoutPreemptively(
        SOON,
        () -> ReportWriter.write(List.of(runs), folder.resolve("out"), Set.of(ReportFormat.JSON)));
  }

  private void assertProblem(String file, String problem) {
    List<String> problems = report().problems();
    assertFalse(problems.isEmpty(), "no problem named");
    assertTrue(problems.get(0).contains(file), problems.toString());
    assertTrue(problems.get(0).contains(problem), problems.toString());
    problems.forEach(line -> assertEquals(1, line.lines().count(), line));
    assertTrue(new StoreWatch(new RunStore(runs)).look().arms().size() >= 2);
  }
}
