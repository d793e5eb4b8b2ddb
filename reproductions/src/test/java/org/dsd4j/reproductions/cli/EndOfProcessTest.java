package org.dsd4j.reproductions.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How processes end: by a signal, with their parent, and for lack of memory. */
@Tag("slow")
class EndOfProcessTest {
  private static final int TERMINATED = 143;
  private static final String STOPPING =
      "dsd: stopping; the same command goes on from the last checkpoint";

  @TempDir private Path dir;

  @Test
  void aSignalAtAnyMomentOfTheStartIsOneLineAndItsOwnExitCode() throws Exception {
    Path log = dir.resolve("log");
    for (int millis = 400; millis <= 4_000; millis += 600) {
      Process process = dsd(log, List.of(), "run", "resnet18", "--out", out(), "--threads", "1");
      TimeUnit.MILLISECONDS.sleep(millis);
      process.toHandle().destroy();
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
      assertEquals(TERMINATED, process.exitValue(), Files.readString(log));
      List<String> said =
          Files.readAllLines(log).stream().filter(line -> line.startsWith("dsd: ")).toList();
      assertTrue(
          said.equals(List.of(STOPPING)) || said.equals(List.of("dsd: stopped")) || said.isEmpty(),
          "after " + millis + " ms: " + said);
      assertFalse(Files.readString(log).contains("\tat "), Files.readString(log));
    }
  }

  @Test
  void childrenEndWithAParentThatIsKilledAndANewStartGoesOn() throws Exception {
    // Long enough that none of them ends by itself.
    String[] rows = {
      "run",
      "resnet18",
      "alexnet",
      "--jobs",
      "2",
      "--seeds",
      "1",
      "--threads",
      "1",
      "--epochs-factor",
      "20",
      "--checkpoint-seconds",
      "0",
      "--no-report",
      "--arms",
      "baseline",
      "--out",
      out()
    };
    Path log = dir.resolve("log");
    // In the first round while they start, in the second while they train.
    for (String event : List.of("", "step")) {
      Process parent = dsd(log, List.of(), rows);
      List<ProcessHandle> children = awaitChildren(parent);
      await(event, children);
      parent.destroyForcibly().waitFor();
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
    }
    // At once, and with nothing at its standard input, which means nothing to it.
    Process again = dsd(log, List.of(), rows);
    await("resumed", awaitChildren(again));
    again.toHandle().destroy();
    assertTrue(again.waitFor(1, TimeUnit.MINUTES), "it does not end");
    assertEquals(TERMINATED, again.exitValue(), Files.readString(log));
  }

  @Test
  void tooLittleMemoryIsOneLineAndAFailedRun() throws Exception {
    Path log = dir.resolve("log");
    Process process =
        dsd(log, List.of("-Xmx12m"), "run", "resnet18", "--out", out(), "--threads", "1");
    assertEquals(4, process.waitFor(), Files.readString(log));
    String said = Files.readString(log);
    assertTrue(said.contains("out of memory"), said);
    assertTrue(said.contains("DSD_JAVA_OPTS=-Xmx"), said);
    assertFalse(said.contains("\tat "), said);
  }

  private String out() {
    return dir.resolve("runs").toString();
  }

  private static List<ProcessHandle> awaitChildren(Process parent) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (parent.children().count() < 2) {
      assertTrue(parent.isAlive() && System.nanoTime() < deadline, "no children");
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return parent.children().toList();
  }

  /** Waits until both rows have written a line of some kind, none if it is empty. */
  private void await(String event, List<ProcessHandle> children) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!event.isEmpty() && logsWith("\"event\":\"" + event + "\"") < 2) {
      assertTrue(children.stream().allMatch(ProcessHandle::isAlive), "ended without " + event);
      assertTrue(System.nanoTime() < deadline, "no " + event);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private long logsWith(String line) throws IOException {
    long found = 0;
    try (Stream<Path> files =
        Files.find(dir, 9, (file, attributes) -> file.endsWith("events.jsonl"))) {
      for (Path file : files.toList()) {
        found += Files.readString(file).contains(line) ? 1 : 0;
      }
    }
    return found;
  }

  private static Process dsd(Path log, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx400m", "-Djava.awt.headless=true"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dsd.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(
            new File(System.getProperty("os.name").startsWith("Win") ? "NUL" : "/dev/null"))
        .redirectOutput(Redirect.to(log.toFile()))
        .start();
  }
}
