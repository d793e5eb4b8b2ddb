package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dsd4j.reports.claims.Claims;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.table.JsonWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a record of a run that still goes on, which no manifest vouches for: the
 * report says what was written, or names a problem. Damage to finished runs is tried by {@code
 * DamagedRecordsTest}.
 */
@Tag("slow")
class UnfinishedRunDamageTest {
  private static final long SEED = 20170117;
  private static final int FLIPS = 20;

  @TempDir Path folder;
  private Path runs;
  private final Random random = new Random(SEED);

  @BeforeEach
  void write() throws IOException {
    runs = folder.resolve("runs");
    SyntheticStore records = new SyntheticStore(runs);
    for (long seed = 1; seed <= 2; seed++) {
      records.row("resnet18", seed, 26.0 + seed, 25.5 - seed);
      records.unfinished(Specs.of("continued", seed));
    }
  }

  @Test
  void noFlipSwapOrLossIsSilent() throws IOException {
    assertEquals(List.of(), said(runs).problems());
    String whole = said(runs).report();
    List<String> silent = new ArrayList<>();
    List<Path> files = records();
    int tried = 0;
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (byte[] mutant : mutants(file, bytes)) {
        Files.write(file, mutant);
        tried++;
        if (isSilent(whole)) {
          silent.add(file + " " + firstDifference(bytes, mutant));
        }
      }
      Files.delete(file);
      tried++;
      if (isSilent(whole)) {
        silent.add(file + " deleted");
      }
      Files.write(file, bytes);
    }
    assertEquals(List.of(), silent);
    assertTrue(tried > 40, tried + " mutations");
    assertEquals(whole, said(runs).report(), "every file was put back");
  }

  private List<Path> records() throws IOException {
    try (Stream<Path> all = Files.walk(runs)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> StoreLayout.isRecord(RecordsArchive.name(runs, file)))
          .filter(file -> file.toString().contains("PyTorch/1/continued/"))
          .sorted()
          .toList();
    }
  }

  /**
   * Flips, a line less, two lines swapped, and the same file of the other seed. Its log may end
   * anywhere, as after a kill, so nothing is cut.
   */
  private List<byte[]> mutants(Path file, byte... bytes) throws IOException {
    List<byte[]> mutants = new ArrayList<>();
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      mutants.add(flipped);
    }
    digit(bytes).ifPresent(mutants::add);
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    if (lines.size() > 3) {
      int at = 1 + random.nextInt(lines.size() - 2);
      List<String> less = new ArrayList<>(lines);
      less.remove(at - 1);
      mutants.add(text(less));
      List<String> swapped = new ArrayList<>(lines);
      swapped.set(at, lines.get(at - 1));
      swapped.set(at - 1, lines.get(at));
      if (!swapped.equals(lines)) {
        mutants.add(text(swapped));
      }
    }
    Path other = Path.of(file.toString().replace("PyTorch/1/", "PyTorch/2/"));
    if (Files.exists(other) && !Arrays.equals(bytes, Files.readAllBytes(other))) {
      mutants.add(Files.readAllBytes(other));
    }
    return mutants;
  }

  /** What stays good JSON: one digit becomes another. */
  private Optional<byte[]> digit(byte... bytes) {
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(bytes.length);
      if (bytes[at] >= '1' && bytes[at] <= '9') {
        byte[] changed = bytes.clone();
        changed[at] = (byte) (bytes[at] == '9' ? '8' : bytes[at] + 1);
        return Optional.of(changed);
      }
    }
    return Optional.empty();
  }

  private boolean isSilent(String whole) {
    Said now = said(runs);
    return now.problems().isEmpty() && !now.report().equals(whole);
  }

  private record Said(String report, List<String> problems) {}

  private static Said said(Path place) {
    try (OpenStores stores = OpenStores.of(List.of(place))) {
      ReproductionReport report = report(stores);
      return new Said(JsonWriter.of(report), report.problems());
    } catch (StoreException e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      return new Said("", List.of(e.getMessage()));
    }
  }

  private static ReproductionReport report(OpenStores stores) {
    return new ReportBuilder(Claims.load()).build(stores.all());
  }

  private static byte[] text(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String firstDifference(byte[] one, byte... other) {
    int at = Arrays.mismatch(one, other);
    return "at " + at + " of " + one.length + ", now " + other.length + " bytes";
  }
}
