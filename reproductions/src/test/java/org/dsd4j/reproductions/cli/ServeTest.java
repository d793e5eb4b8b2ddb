package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dsd serve} refuses before it shows anything, and what it shows. */
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
  void whatIsNoPortOrAddressIsRefused() {
    assertRefused(2, "the port must be in [0, 65535] but was 70000", "serve", "--port", "70000");
    assertRefused(
        2, "cannot listen on no.such.host.invalid", "serve", "--address", "no.such.host.invalid");
  }

  @Test
  @Tag("slow")
  void aFolderThatDoesNotExistIsWatchedUntilTheProcessIsEnded() throws Exception {
    Path runs = dir.resolve("later");
    assertTrue(shown(runs, "--port", "0").contains("<html"));
    assertFalse(Files.exists(runs), "it only reads");
  }

  @Test
  @Tag("slow")
  void withConsentOthersMayReachIt() throws Exception {
    assertTrue(
        shown(dir, "--port", "0", "--address", "0.0.0.0", "--allow-remote").contains("<html"));
  }

  /** The page that the command offers in a process of its own, which then ends when it is told. */
  private String shown(Path runs, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx200m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.dsd4j.reproductions.cli.Dsd", "serve", runs.toString()));
    command.addAll(List.of(options));
    Path errors = Files.createTempFile(dir, "stderr", "");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("Watching " + runs.toAbsolutePath().normalize(), said.readLine());
      Matcher open = Pattern.compile("Open http://\\S+:(\\d+)/ .*").matcher(said.readLine());
      assertTrue(open.matches(), "no address to open");
      URI page = URI.create("http://127.0.0.1:" + open.group(1) + "/");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      process.destroy();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
      assertEquals(List.of("dsd: stopped"), warnings(errors), "it ends with one line");
      return answer.body();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> warnings(Path errors) throws IOException {
    try (Stream<String> lines = Files.lines(errors)) {
      return lines.filter(line -> !line.contains(" INFO ")).toList();
    }
  }

  @Test
  void aFileIsNoStore() throws IOException {
    Path file = Files.writeString(dir.resolve("runs"), "");
    assertRefused(2, "is a file: name the folder", "serve", file.toString(), "--port", "0");
  }
}
