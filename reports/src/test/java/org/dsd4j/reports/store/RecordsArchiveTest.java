package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dsd4j.reports.fixture.SyntheticStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsArchiveTest {
  @TempDir Path folder;
  private Path runs;
  private Path zip;
  private final List<String> problems = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    runs = folder.resolve("runs");
    zip = folder.resolve("records.zip");
    SyntheticStore records = new SyntheticStore(runs);
    records.row("resnet18", 1, 26.0, 25.5, 24.0);
    records.samples("embedded", "resnet18");
    Path arm = runs.resolve("embedded/resnet18/PyTorch/1/dsd");
    Files.writeString(arm.resolve("final.safetensors"), "weights");
    Files.createDirectories(runs.resolve("cache"));
    Files.writeString(runs.resolve("cache/spoken.pcm"), "audio");
  }

  @Test
  void holdsWhatAReportNeedsAndNothingElse() throws IOException {
    int count = RecordsArchive.write(runs, zip, problems);
    List<String> names = new ArrayList<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      file.stream().forEach(entry -> names.add(entry.getName()));
    }
    assertEquals("manifest.json", names.remove(names.size() - 1));
    assertEquals(names.stream().sorted().toList(), names);
    assertEquals(count, names.size());
    String arm = "embedded/resnet18/PyTorch/1/dsd/";
    assertTrue(names.contains(arm + "run.json"), names.toString());
    assertTrue(names.contains(arm + "weights/final.json"), names.toString());
    assertTrue(names.contains("embedded/resnet18/samples.png"), names.toString());
    assertTrue(names.stream().noneMatch(n -> n.matches(".*(safetensors|pcm|lock)")), "others");
  }

  @Test
  void tellsWhatTheFolderTells() {
    RecordsArchive.write(runs, zip, problems);
    StoreContents folderTells = new RunStore(runs).load();
    try (OpenStores opened = OpenStores.of(List.of(zip))) {
      StoreContents archiveTells = opened.all().get(0).load();
      assertEquals(List.of(), archiveTells.problems());
      assertEquals(
          folderTells.arms().stream().map(arm -> arm.spec() + "" + arm.result()).toList(),
          archiveTells.arms().stream().map(arm -> arm.spec() + "" + arm.result()).toList());
      assertEquals("records.zip", opened.all().get(0).name());
    }
  }

  @Test
  void theSameRecordsGiveTheSameBytes() throws IOException {
    RecordsArchive.write(runs, zip, problems);
    byte[] first = Files.readAllBytes(zip);
    TimeZone usual = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      Path run = runs.resolve("embedded/resnet18/PyTorch/1/dsd/run.json");
      Files.setLastModifiedTime(run, FileTime.fromMillis(1_000_000_000_000L));
      RecordsArchive.write(runs, zip, problems);
    } finally {
      TimeZone.setDefault(usual);
    }
    assertArrayEquals(first, Files.readAllBytes(zip));
  }

  @Test
  void badArchivesAreNamedInOneLine() throws IOException {
    Files.writeString(zip, "no zip");
    assertRefused("records.zip is no zip file of records: make one with dsd archive");
    RecordsArchive.write(runs, zip, problems);
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(zip, bytes);
    assertRefused("records.zip is damaged (embedded/resnet18/");
    Files.write(zip, new byte[0]);
    assertRefused("is no zip file of records");
    try (ZipOutputStream empty = new ZipOutputStream(Files.newOutputStream(zip))) {
      empty.finish();
    }
    assertRefused("is no zip file of records");
    StoreException none =
        assertThrows(
            StoreException.class,
            () -> RecordsArchive.write(folder.resolve("none"), zip, problems));
    assertTrue(none.getMessage().contains("no folder of records at"), none.getMessage());
    Path bare = Files.createDirectories(folder.resolve("bare"));
    StoreException nothing =
        assertThrows(StoreException.class, () -> RecordsArchive.write(bare, zip, problems));
    assertTrue(nothing.getMessage().contains("no records in"), nothing.getMessage());
  }

  @Test
  void problemsNameTheStoreAndNotTheMachine() throws IOException {
    Path result = runs.resolve("embedded/resnet18/PyTorch/1/dsd/result.json");
    Files.write(result, "{".getBytes(StandardCharsets.UTF_8));
    RecordsArchive.write(runs, zip, problems);
    String file = "embedded/resnet18/PyTorch/1/dsd/result.json is damaged";
    for (Path place : List.of(runs, zip)) {
      try (OpenStores opened = OpenStores.of(List.of(place))) {
        RunStore store = opened.all().get(0);
        String problem = store.named(store.load().problems().get(0));
        assertTrue(problem.startsWith(place.getFileName() + "/" + file), problem);
      }
    }
  }

  private void assertRefused(String message) {
    StoreException e = assertThrows(StoreException.class, () -> OpenStores.of(List.of(zip)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
