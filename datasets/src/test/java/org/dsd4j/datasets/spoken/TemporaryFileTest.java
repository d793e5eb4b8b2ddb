package org.dsd4j.datasets.spoken;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule of names is that of the module {@code reports}, whose test says more. */
class TemporaryFileTest {
  private static final String LEFT = "a.bin.%s.2147483647.0123abcd.0.tmp";

  @TempDir Path dir;

  @Test
  void whatKilledProcessesLeftIsDeletedByTheNextWriter() throws IOException {
    // A container that is gone; a process of this number before this one; other programs.
    Files.writeString(dir.resolve(LEFT.formatted("elsewhere")), "half");
    long pid = ProcessHandle.current().pid();
    Files.writeString(dir.resolve("b.bin.elsewhere." + pid + ".0123abcd.12.tmp"), "half");
    Files.writeString(dir.resolve("a.bin.tmp"), "not ours");
    Path target = dir.resolve("a.bin");
    try (TemporaryFile one = TemporaryFile.beside(target);
        TemporaryFile other = TemporaryFile.beside(target)) {
      TemporaryFile.sweep(dir);
      one.channel().write(ByteBuffer.wrap(new byte[1]));
      other.channel().write(ByteBuffer.wrap(new byte[2]));
      one.moveIntoPlace();
      other.moveIntoPlace();
    }
    assertEquals(2, Files.size(target), "the last one");
    try (TemporaryFile given = TemporaryFile.beside(target)) {
      given.channel().write(ByteBuffer.wrap(new byte[3]));
    }
    assertEquals(2, Files.size(target), "given up");
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(
          List.of("a.bin", "a.bin.tmp"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
