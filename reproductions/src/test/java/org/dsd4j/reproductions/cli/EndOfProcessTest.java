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
      "0.05",
      "--checkpoint-seconds",
      "0",
      "--no-report",
      "--arms",
      "baseline",
      "--out",
      out()
    };
    Path log = dir.resolve("log");
    for (int kill = 0; kill < 2; kill++) {
      Process parent = dsd(log, List.of(), rows);
      // In the first round while they load their data, in the second while they train.
      List<ProcessHandle> children = awaitChildren(parent);
      if (kill == 1) {
        awaitFile("events.jsonl");
      }
      parent.destroyForcibly().waitFor();
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
    }
    // With nothing at its standard input, which means nothing to a process of its own.
    Process again = dsd(log, List.of(), rows);
    assertEquals(0, again.waitFor(), Files.readString(log));
    try (Stream<Path> files = Files.walk(dir)) {
      assertEquals(
          2, files.filter(file -> file.endsWith(Path.of("baseline", "result.json"))).count());
    }
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

  private void awaitFile(String name) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (true) {
      try (Stream<Path> files = Files.find(dir, 9, (file, a) -> file.endsWith(name))) {
        if (files.findAny().isPresent()) {
          return;
        }
      }
      assertTrue(System.nanoTime() < deadline, "no " + name);
      TimeUnit.MILLISECONDS.sleep(50);
    }
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
