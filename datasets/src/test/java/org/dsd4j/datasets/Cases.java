package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Inputs that failed somewhere, which are kept outside of the repository. */
public final class Cases {

  private Cases() {}

  /**
   * Unpacks {@code cases/NAME.tar.gz} of {@code -Ddsd.corpora=DIR}; the test is skipped without it.
   * By {@code tar}, since some names in it are in no encoding that Java can write.
   */
  public static Path unpack(String name, Path to) {
    Path archive =
        Path.of(System.getProperty("dsd.corpora", ""), "cases", name + ".tar.gz").toAbsolutePath();
    assumeTrue(
        Files.isRegularFile(archive), "no " + archive + "; give -Ddsd.corpora=<folder with cases>");
    try {
      Process tar =
          new ProcessBuilder("tar", "xzf", archive.toString())
              .directory(to.toFile())
              .inheritIO()
              .start();
      assertEquals(0, tar.waitFor());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    return to;
  }
}
