package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that would be lost is a line that cannot be written. */
class LineFileTest {
  @TempDir private Path dir;

  /** What somebody does to a file that is being written. */
  private interface Harm {
    void to(Path file) throws IOException;
  }

  @Test
  void aFileThatIsRemovedIsNoticedAtTheNextLine() throws IOException {
    refused("was removed while this process writes it", Files::delete);
    refused(
        "was removed while this process writes it",
        file -> Files.move(file, file.resolveSibling("elsewhere")));
  }

  @Test
  void aFileThatIsReplacedOrChangedIsNoticedAtTheNextLine() throws IOException {
    String words = "was replaced or changed by another program";
    refused(
        words,
        file ->
            Files.move(
                Files.copy(file, dir.resolve("copy")), file, StandardCopyOption.REPLACE_EXISTING));
    refused(words, file -> Files.writeString(file, ""));
    refused(words, file -> Files.writeString(file, "{}\n", StandardOpenOption.APPEND));
  }

  @Test
  void aFolderThatIsRemovedIsNoticedAtTheNextLine() throws IOException {
    refused(
        "was removed while this process writes it",
        file -> {
          Files.delete(file);
          Files.delete(file.getParent());
        });
  }

  @Test
  void linesGoOnWhereTheyWere() throws IOException {
    Path file = dir.resolve("lines");
    for (int i = 0; i < 3; i++) {
      try (LineFile lines =
          LineFile.open(file, RecordKind.EVENTS, LineChain.of(file, "run", true))) {
        lines.append(Map.of("i", i));
      }
      Files.writeString(file, "{\"i\":", StandardOpenOption.APPEND);
    }
    List<String> read = new ArrayList<>();
    LineChain chain = LineChain.of(file, "run", true);
    LineFile.wholeLines(file, RecordKind.EVENTS, (line, text) -> read.add(chain.check(text)));
    assertEquals(List.of("{\"i\":0}", "{\"i\":1}", "{\"i\":2}"), read);
  }

  private void refused(String words, Harm harm) throws IOException {
    Path file = Files.createDirectory(dir.resolve("run")).resolve("lines");
    try (LineFile lines = LineFile.open(file, RecordKind.EVENTS, LineChain.of(file, "run", true))) {
      lines.append(Map.of("i", 1));
      harm.to(file);
      String said =
          assertThrows(StoreWriteException.class, () -> lines.append(Map.of("i", 2))).getMessage();
      assertTrue(said.startsWith(file + " " + words), said);
    }
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling("elsewhere"));
    Files.deleteIfExists(file.getParent());
  }
}
