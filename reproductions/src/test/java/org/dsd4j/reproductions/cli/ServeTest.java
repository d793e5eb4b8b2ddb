package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dsd serve} refuses before it shows anything. */
final class ServeTest {
  @TempDir Path dir;

  @Test
  void aPortThatIsTakenIsRefusedWithOneThatIsFree() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertRefused(2, "cannot listen on port " + port, "serve", dir.toString(), "--port", port);
      assertRefused(2, "try --port ", "serve", dir.toString(), "--port", port);
    }
  }

  @Test
  void anAddressThatOthersReachNeedsAWordOfConsent() {
    assertRefused(
        2, "--allow-remote", "serve", dir.toString(), "--address", "0.0.0.0", "--port", "0");
  }

  @Test
  void aFileIsNoStore() throws IOException {
    Path file = Files.writeString(dir.resolve("runs"), "");
    assertRefused(2, "is a file: name the folder", "serve", file.toString(), "--port", "0");
  }
}
