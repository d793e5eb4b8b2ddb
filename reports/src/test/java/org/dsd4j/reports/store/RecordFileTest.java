package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dsd4j.reports.record.RecordLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void linesComeWithTheirNumbersAndWithoutTheirEnds() throws IOException {
    Path file = write("one\ntwo\r\n\nfour, with ü\ntorn");
    List<String> lines = new ArrayList<>();
    assertTrue(
        RecordFile.lines(file, RecordKind.EVENTS, (number, line) -> lines.add(number + line)));
    assertEquals(List.of("1one", "2two", "3", "4four, with ü"), lines);
  }

  @Test
  void linesCrossTheBlocksOfReading() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      written.add("ü".repeat(i));
      text.append(written.get(i)).append('\n');
    }
    Path file = write(text.toString());
    List<String> lines = new ArrayList<>();
    assertFalse(RecordFile.lines(file, RecordKind.EVENTS, (number, line) -> lines.add(line)));
    assertEquals(written, lines);
  }

  @Test
  void aLineWithoutAnEndIsNotReadToItsEnd() throws IOException {
    Path zeros = folder.resolve("zeros");
    try (OutputStream out = Files.newOutputStream(zeros)) {
      out.write(new byte[3 * RecordLimits.PREDICTION_BYTES]);
    }
    assertRefused(zeros, RecordKind.PREDICTIONS, "line 1, is damaged (it is longer than 256 bytes");
    Path late = write("short\n" + "x".repeat(RecordLimits.PREDICTION_BYTES + 1) + "\n");
    assertRefused(late, RecordKind.PREDICTIONS, "line 2, is damaged (it is longer than 256 bytes");
  }

  @Test
  void tooManyLinesAreRefused() throws IOException {
    Path file = write("\n".repeat(RecordLimits.POINTS_LINES + 1));
    assertRefused(file, RecordKind.POINTS, "a sensitivity analysis has at most 100000 lines");
  }

  @Test
  void bytesThatAreNoTextAreNamed() throws IOException {
    Path file = folder.resolve("latin1");
    Files.write(file, "fine\ngrün\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file, RecordKind.EVENTS, "line 2, is damaged (it is no UTF-8 text)");
    Path letter = write("this letter stands in the text itself: \uFFFD\n");
    assertFalse(RecordFile.lines(letter, RecordKind.EVENTS, (number, line) -> {}));
  }

  @Test
  void whatIsNoPlainFileIsNotOpened() throws Exception {
    assertRefused(Path.of("/dev/zero"), RecordKind.EVENTS, "is no plain file but a pipe, device");
    assertRefused(folder, RecordKind.SPEC, "is a folder where a specification is expected");
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertTrue(RecordFile.isThere(pipe));
    assertRefused(pipe, RecordKind.EVENTS, "is no plain file but a pipe, device or socket where");
  }

  @Test
  void linksThatLeadNowhereAreThereAndSaySo() throws IOException {
    Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("gone"));
    assertTrue(RecordFile.isThere(nowhere));
    assertRefused(nowhere, RecordKind.RESULT, "it is a link to something that is missing");
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertTrue(RecordFile.isThere(circle));
    assertRefused(circle, RecordKind.RESULT, "links lead in a circle");
    assertFalse(RecordFile.isThere(folder.resolve("nothing")));
    assertRefused(folder.resolve("nothing"), RecordKind.RESULT, "there is no such file");
    Path under = Files.createFile(folder.resolve("file")).resolve("record");
    assertTrue(RecordFile.isThere(under));
    assertRefused(under, RecordKind.RESULT, "a file stands where a folder is needed");
  }

  @Test
  void anEntryOfAnArchiveIsBoundedByWhatComesOutOfIt() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    try (ZipOutputStream packed = new ZipOutputStream(Files.newOutputStream(zip))) {
      packed.putNextEntry(new ZipEntry("run.json"));
      byte[] block = new byte[1024 * 1024];
      for (int i = 0; i < 20; i++) {
        packed.write(block);
      }
    }
    try (FileSystem files = FileSystems.newFileSystem(zip)) {
      Path entry = files.getPath("/run.json");
      assertRefused(entry, RecordKind.SPEC, "is larger than 2 MiB");
      assertRefused(entry, RecordKind.EVENTS, "line 1, is damaged (it is longer than 1048576");
    }
  }

  @Test
  void aThreadThatIsInterruptedStops() throws IOException {
    Path file = write("one\n");
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> RecordFile.bytes(file, RecordKind.SPEC));
      assertThrows(
          CancellationException.class,
          () -> RecordFile.lines(file, RecordKind.EVENTS, (number, line) -> {}));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "record", ""), text);
  }

  private static void assertRefused(Path file, RecordKind kind, String message) {
    String said =
        assertTimeoutPreemptively(
            SOON,
            () ->
                assertThrows(
                        StoreException.class,
                        () -> {
                          if (kind.lines() > 0) {
                            RecordFile.lines(file, kind, (number, line) -> {});
                          } else {
                            RecordFile.bytes(file, kind);
                          }
                        })
                    .getMessage());
    assertTrue(said.contains(message), said);
    assertEquals(1, said.lines().count(), said);
  }
}
