package org.dsd4j.reports.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A store as the first version wrote it, without checksums and manifests: for tests of what is
 * noticed in a record by its own content.
 */
public final class OlderStore {
  private OlderStore() {}

  /** Takes checksums and manifests away from every record below a folder. */
  public static void of(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        String name = StoreLayout.name(file);
        if (name.equals(StoreLayout.MANIFEST)) {
          Files.delete(file);
        } else if (name.endsWith(".json")) {
          change(file, "\n  \"checksum\" : \"[0-9a-f]{16}\",|,\n  \"checksum\" : \"[0-9a-f]{16}\"");
        } else if (name.endsWith(".jsonl")) {
          change(file, "(,\"run\":\"[^\"]*\")?,\"crc\":\"[0-9a-f]{8}\"");
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void change(Path file, String without) throws IOException {
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll(without, "")
            .replaceFirst("\n  \"format\" : 2", "\n  \"format\" : 1"));
  }
}
