package org.dsd4j.reproductions.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsd4j.reproductions.row.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {
  /** Some model. */
  record Sized(int format, int width, List<String> words) implements ModelManifest {}

  private static final ManifestFile<Sized> FILE =
      new ManifestFile<>("sized.json", Sized.class, 2, "some row, such as runs/some");

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Sized manifest = new Sized(2, 7, List.of("a", "b"));
    FILE.write(folder, manifest);
    assertEquals(
        "{\"format\":2,\"width\":7,\"words\":[\"a\",\"b\"]}",
        Files.readString(folder.resolve("sized.json")));
    assertEquals(manifest, FILE.read(folder));
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    assertRefused("name the folder of one finished arm of some row, such as runs/some");
    Files.writeString(folder.resolve("sized.json"), "{\"format\":1,\"width\":7,\"words\":[]}");
    assertRefused("is of version 1, this program reads 2");
    Files.writeString(folder.resolve("sized.json"), "{\"format\":2,");
    assertRefused("run the row again");
  }

  private void assertRefused(String part) {
    String message = assertThrows(UsageException.class, () -> FILE.read(folder)).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("sized.json"), message);
  }
}
