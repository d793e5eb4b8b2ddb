package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.dsd4j.reports.ReportFormat;
import org.dsd4j.reports.ReportWriter;
import org.dsd4j.reports.compare.Comparer;
import org.dsd4j.reports.fixture.Captions;
import org.dsd4j.reports.fixture.Sensitivities;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.Speech;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReproductionReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever one file of a store holds, the report is made: without an exception, without an error,
 * and soon.
 */
class RecordFuzzTest {
  private static final long SEED = 20160715L;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Set<ReportFormat> ALL =
      EnumSet.of(
          ReportFormat.HTML,
          ReportFormat.MARKDOWN,
          ReportFormat.CSV,
          ReportFormat.JSON,
          ReportFormat.LATEX);

  /** Every so many cases are written in all formats, compared and looked at too. */
  private static final int TENTH = 10;

  @TempDir static Path folder;
  private static Path runs;
  private static Path whole;
  private static List<Path> files;

  @BeforeAll
  static void write() throws IOException {
    runs = folder.resolve("runs");
    whole = folder.resolve("whole");
    for (Path store : List.of(runs, whole)) {
      SyntheticStore records = new SyntheticStore(store);
      records.row("resnet18", 1, 26.0, 25.5, 24.0);
      records.row("resnet18", 2, 26.5, 25.0);
      records.said(Specs.of("baseline", 1), 26.0);
      records.said(Specs.of("dsd", 1), 24.0);
      records.samples("embedded", "resnet18");
      records.sensitivity(
          Sensitivities.spec("resnet18", 1, Specs.of("baseline", 1).id(), 50, List.of("fc/weight")),
          24,
          99);
      Captions captions = new Captions(records);
      captions.seed(1, 0.3, 0.2, 0.1);
      captions.pictures(0, 4);
      new Speech(records, "deepspeech", List.of("")).seed(1, Speech.USUAL);
    }
    try (Stream<Path> all = Files.walk(runs)) {
      files =
          all.filter(file -> StoreLayout.isRecord(RecordsArchive.name(runs, file)))
              .sorted()
              .toList();
    }
    assertEquals(List.of(), new RunStore(runs).load().problems());
  }

  @Test
  void mutatedRecordsNeverEndTheReadingOfAStore() throws IOException {
    mutate(SEED, 200, i -> assertRead());
  }

  @Test
  @Tag("slow")
  void mutatedRecordsNeverEndAReport() throws IOException {
    mutate(SEED + 1, Integer.getInteger("dsd.cases", 100), i -> assertReported(i % TENTH == 0));
  }

  private static void mutate(long seed, int cases, IntConsumer check) throws IOException {
    Random random = new Random(seed);
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      Path file = files.get(random.nextInt(files.size()));
      long own = random.nextLong();
      byte[] before = Files.readAllBytes(file);
      Files.write(file, new RecordMutator(own).mutate(file, before));
      try {
        check.accept(i);
      } catch (RuntimeException | Error e) {
        failures.add("case " + i + ", seed " + own + ", " + runs.relativize(file) + ": " + e);
      } finally {
        Files.write(file, before);
      }
    }
    assertEquals(List.of(), failures, () -> String.join("\n", failures));
  }

  private static void assertRead() {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          StoreContents contents = new RunStore(runs).load();
          contents.problems().forEach(p -> assertEquals(1, p.lines().count(), p));
          contents.arms().forEach(RecordFuzzTest::readAll);
        });
  }

  /** What a row reads beside the store; damage is a problem of its own there. */
  private static void readAll(ArmRecord arm) {
    try {
      arm.predictions();
      arm.sentences();
    } catch (StoreException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  private static void assertReported(boolean all) {
    assertTimeoutPreemptively(
        SOON,
        () -> {
          ReproductionReport report =
              ReportWriter.write(
                  List.of(runs), folder.resolve("report"), all ? ALL : Set.of(ReportFormat.HTML));
          report.problems().forEach(p -> assertEquals(1, p.lines().count(), p));
          assertTrue(report.rows().size() >= 2, "rows");
          if (all) {
            Comparer.compare(new RunStore(whole), new RunStore(runs));
            new StoreWatch(new RunStore(runs)).look();
          }
        });
  }
}
