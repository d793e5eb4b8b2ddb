package org.dsd4j.reports.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are wrong, dead or silent: one line, and the records are whole. */
class RunTrackingTest {
  private static final TrackerTimeouts SHORT =
      new TrackerTimeouts(Duration.ofMillis(300), Duration.ofSeconds(20));

  @TempDir Path dir;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void knowsItsTargets() {
    assertEquals("mlflow:URI or tensorboard:DIR", RunTrackerProvider.known());
    assertRefused("cannot log to 'wandb:x': give mlflow:URI or tensorboard:DIR", "wandb:x");
    assertRefused("cannot log to 'logs': give mlflow:URI or tensorboard:DIR", "logs");
    assertRefused("name a folder, such as tensorboard:logs", "tensorboard:");
    assertRefused("name a tracking server, such as mlflow:http://127.0.0.1:5000", "mlflow:5000");
    assertRefused("name a tracking server", "mlflow:");
    assertRefused("name a tracking server", "mlflow:file:///mlruns");
    assertRefused("this is no URI", "mlflow:http://a b");
    assertRefused("MLFLOW_TRACKING_USERNAME", "mlflow:http://me:secret@127.0.0.1");
    assertRefused("without what follows", "mlflow:http://127.0.0.1/?a=b");
    assertRefused("'tensorboard:logs' is named twice", "tensorboard:logs", "tensorboard:logs");
    IllegalArgumentException both =
        assertThrows(
            IllegalArgumentException.class,
            () -> RunTracking.to(List.of("a:b", "mlflow:x"), warnings::add));
    assertTrue(both.getMessage().contains("'a:b'") && both.getMessage().contains("'mlflow:x'"));
  }

  @Test
  void refusesAFileInPlaceOfAFolder() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertRefused(file + " is no folder", "tensorboard:" + file);
    assertRefused(file + " is no folder", "tensorboard:" + file.resolve("logs"));
  }

  @Test
  void anUnusedTargetWritesNothing() {
    RunTracking.to(List.of("tensorboard:" + dir.resolve("logs")), warnings::add).close();
    assertFalse(Files.exists(dir.resolve("logs")));
  }

  @Test
  void aDeadServerCostsOneLine() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (RunTracking tracking = to("mlflow:http://127.0.0.1:" + port)) {
      new ScriptedRun(dir, "sparse", tracking).whole();
      new ScriptedRun(dir, "llr", tracking).whole();
    }
    assertGivenUp("Connection refused");
  }

  @Test
  void aServerThatNeverAnswersCostsOneLine() throws IOException {
    // The system takes connections in; nobody reads them.
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        RunTracking tracking =
            RunTracking.to(
                List.of("mlflow:http://127.0.0.1:" + silent.getLocalPort()),
                warnings::add,
                SHORT,
                System::nanoTime)) {
      new ScriptedRun(dir, "sparse", tracking).whole();
      new ScriptedRun(dir, "llr", tracking).whole();
    }
    assertGivenUp("no answer for 0.3 s");
  }

  @Test
  void aFolderThatCannotBeMadeCostsOneLineAndNotTheOtherTarget() throws IOException {
    Path first = dir.resolve("first");
    Path second = dir.resolve("second");
    try (RunTracking tracking = to("tensorboard:" + first, "tensorboard:" + second)) {
      Files.writeString(first, "somebody was quicker");
      new ScriptedRun(dir, "sparse", tracking).whole();
    }
    assertGivenUp("first");
    assertTrue(Files.isDirectory(second.resolve("embedded/resnet18/PyTorch/1/sparse")));
  }

  private RunTracking to(String... targets) {
    return RunTracking.to(List.of(targets), warnings::add);
  }

  private void assertGivenUp(String reason) {
    assertEquals(1, warnings.size(), warnings.toString());
    String warning = warnings.get(0);
    assertTrue(warning.startsWith("warning: nothing more is logged to "), warning);
    assertTrue(warning.contains(reason), warning);
    assertFalse(warning.contains("\n"), warning);
    assertTrue(Files.exists(dir.resolve("embedded/resnet18/PyTorch/1/sparse/result.json")));
  }

  private void assertRefused(String part, String... targets) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> RunTracking.to(List.of(targets), warnings::add));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
  }
}
