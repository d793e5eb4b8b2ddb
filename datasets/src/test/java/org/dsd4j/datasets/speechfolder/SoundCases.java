package org.dsd4j.datasets.speechfolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dsd4j.datasets.TestFiles;

/** The archive of inputs that failed once, unpacked. */
final class SoundCases {

  private static final String ARCHIVE = "cases/sound.tar.gz";

  private SoundCases() {}

  /** Unpacks the archive into a folder; the test is skipped where there is none. */
  static void unpack(Path folder) throws IOException, InterruptedException {
    Path archive = Path.of(System.getProperty("dsd.corpora", ""), ARCHIVE);
    assumeTrue(Files.isRegularFile(archive), "no " + archive + "; give -Ddsd.corpora=<folder>");
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "-C", folder.toString())
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
    common(folder);
  }

  /**
   * The sound that most tables share is not in the archive: it is that of the piped files, with the
   * length in their headers.
   */
  private static void common(Path folder) throws IOException {
    try (Stream<Path> piped = Files.list(folder.resolve("tsv-sox-piped/wav"))) {
      piped.forEach(
          file -> {
            byte[] bytes = bytes(file);
            int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("data") + 8;
            ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, bytes.length - 8)
                .putInt(data - 4, bytes.length - data);
            TestFiles.write(folder.resolve("common/wav").resolve(file.getFileName()), bytes);
          });
    }
  }

  /** The folders of the archive, one for each case. */
  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals("common"))
          .sorted()
          .toList();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
