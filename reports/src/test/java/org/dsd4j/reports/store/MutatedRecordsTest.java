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
import org.dsd4j.reports.fixture.Captions;
import org.dsd4j.reports.fixture.Sensitivities;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.dsd4j.reports.model.ReportBuilder;
import org.dsd4j.reports.model.ReproductionReport;
import org.dsd4j.reports.table.JsonWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a record: the report says what was written, or names a problem. */
@Tag("slow")
class MutatedRecordsTest {
  private static final long SEED = 20170117;
  private static final int FLIPS = 2;

  @TempDir Path folder;
  private Path runs;
  private final Random random = new Random(SEED);

  @BeforeEach
  void write() throws IOException {
    runs = folder.resolve("runs");
    SyntheticStore records = new SyntheticStore(runs);
    for (long seed = 1; seed <= 2; seed++) {
      double[] top1 = {26.0 + seed, 25.5 - seed};
      records.row("resnet18", seed, top1);
      String[] arms = {"baseline", "sparse"};
      for (int i = 0; i < top1.length; i++) {
        records.said(Specs.of(arms[i], seed), top1[i]);
      }
      records.sensitivity(
          Sensitivities.spec(
              "resnet18", seed, Specs.of("baseline", seed).id(), 50, List.of("fc/weight")),
          26.0,
          99);
      new Captions(records).seed(seed, 0.30, 0.26);
    }
    records.unfinished(Specs.of("continued", 1));
  }

  @Test
  void noFlipCutSwapOrLossIsSilent() throws IOException {
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
    assertTrue(tried > 100, tried + " mutations");
    assertEquals(whole, said(runs).report(), "every file was put back");
  }

  @Test
  void noFlipInAnArchiveIsSilent() throws IOException {
    Path zip = folder.resolve("records.zip");
    RecordsArchive.write(runs, zip, new ArrayList<>());
    byte[] bytes = Files.readAllBytes(zip);
    String whole = said(zip).report();
    List<String> silent = new ArrayList<>();
    int directory = directory(bytes);
    for (int i = 0; i < 100; i++) {
      byte[] mutant = bytes.clone();
      int at =
          i % 2 == 0
              ? directory + random.nextInt(bytes.length - directory)
              : random.nextInt(bytes.length);
      mutant[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(zip, mutant);
      Said now = said(zip);
      if (now.problems().isEmpty() && !now.report().equals(whole)) {
        silent.add("byte " + at + ", in the directory: " + (at >= directory));
      }
    }
    assertEquals(List.of(), silent);
  }

  private List<Path> records() throws IOException {
    try (Stream<Path> all = Files.walk(runs)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> StoreLayout.isRecord(RecordsArchive.name(runs, file)))
          // One seed and the arm that is not finished: the others are of the same kinds.
          .filter(file -> file.toString().contains("PyTorch/1/"))
          .sorted()
          .toList();
    }
  }

  /** Flips, cuts, a line less, two lines swapped, and the same file of the other seed. */
  private List<byte[]> mutants(Path file, byte... bytes) throws IOException {
    List<byte[]> mutants = new ArrayList<>();
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      mutants.add(flipped);
    }
    digit(bytes).ifPresent(mutants::add);
    boolean running = file.toString().contains("continued");
    if (!running) {
      // While a run goes on its log may end anywhere, as after a kill.
      mutants.add(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      mutants.add(new byte[0]);
    }
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

  private static int directory(byte... zip) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.indexOf("PK\u0001\u0002");
  }

  private static byte[] text(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String firstDifference(byte[] one, byte... other) {
    int at = Arrays.mismatch(one, other);
    return "at " + at + " of " + one.length + ", now " + other.length + " bytes";
  }
}
