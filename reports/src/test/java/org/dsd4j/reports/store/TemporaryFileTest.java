package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFileTest {
  private static final String DEAD = Integer.toString(Integer.MAX_VALUE);

  @TempDir private Path dir;

  @Test
  void whatKilledProcessesLeftIsDeletedAndNothingElse() throws IOException {
    String host = ThisProcess.HOST;
    long own = ThisProcess.PID;
    // Dead; of an earlier process of our number; of a machine that had this disk before.
    String dead = "a.safetensors." + host + "." + DEAD + ".0123abcd.0.tmp";
    String reborn = "a.safetensors." + host + "." + own + ".0123abcd.7.tmp";
    String container = "a.safetensors.elsewhere." + DEAD + ".0123abcd.0.tmp";
    for (String name : List.of(dead, reborn, container)) {
      Files.writeString(dir.resolve(name), "half");
    }
    // Of a living process, and of other programs.
    String living = "b.json." + host + "." + parent() + ".0123abcd.0.tmp";
    List<String> kept = List.of(living, "notes.tmp", "b.json.tmp", "a.b.c.d.e.tmp");
    for (String name : kept) {
      Files.writeString(dir.resolve(name), "not ours");
    }
    try (TemporaryFile writing = TemporaryFile.beside(dir.resolve("c.json"))) {
      TemporaryFile.sweep(dir);
      assertTrue(Files.exists(writing.path()), "it is being written");
      assertEquals(
          Stream.concat(kept.stream(), Stream.of(writing.path().getFileName().toString()))
              .sorted()
              .toList(),
          names());
    }
    assertEquals(kept.stream().sorted().toList(), names());
  }

  @Test
  void writersOfOneFileDoNotMeet() throws Exception {
    Path file = dir.resolve("report.json");
    byte[] one = new byte[100_000];
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> writers =
          IntStream.range(0, 200)
              .<Future<?>>mapToObj(i -> threads.submit(() -> AtomicFiles.write(file, one)))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("two writers met", e);
    } finally {
      threads.shutdown();
    }
    assertArrayEquals(one, Files.readAllBytes(file));
    assertEquals(List.of("report.json"), names());
  }

  @Test
  void aFolderThatIsMissingIsTheReason() {
    Path file = dir.resolve("gone/report.json");
    String said =
        assertThrows(StoreWriteException.class, () -> AtomicFiles.write(file, "x")).getMessage();
    assertEquals(
        "cannot write " + file + ": its folder " + file.getParent() + " does not exist (any more)",
        said);
  }

  @Test
  void aFileWhereAFolderIsNeededIsTheReason() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "").resolve("report.json");
    String said =
        assertThrows(StoreWriteException.class, () -> AtomicFiles.write(file, "x")).getMessage();
    assertTrue(said.endsWith("Not a directory"), said);
  }

  private static String parent() {
    return Long.toString(ProcessHandle.current().parent().orElseThrow().pid());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
