package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.store.EventLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is logged elsewhere is the run that it would be without. */
@Tag("slow")
class LogToTest {
  @TempDir Path dir;

  @Test
  void loggingChangesNoNumberAndADeadTargetCostsOneLine() throws IOException {
    Path logs = dir.resolve("logs");
    Said alone = dsd(command("alone", List.of()));
    assertEquals(0, alone.code(), alone.err());
    List<String> targets =
        List.of(
            "--log-to", "tensorboard:" + logs, "--log-to", "mlflow:http://127.0.0.1:" + noPort());
    Said logged = dsd(command("logged", targets));
    assertEquals(0, logged.code(), logged.err());
    assertEquals(
        1,
        logged.out().lines().filter(line -> line.startsWith("warning: nothing more")).count(),
        logged.out());

    for (String arm : List.of("baseline", "sparse")) {
      assertEquals(losses("alone", arm), losses("logged", arm), arm);
      assertEquals(weights("alone", arm), weights("logged", arm), arm);
      assertEquals(1, files(logs.resolve("embedded/resnet18/PyTorch/1").resolve(arm)).size());
    }
    assertEquals(files(seed("alone").resolve("sparse")), files(seed("logged").resolve("sparse")));

    Said again = dsd(command("logged", targets));
    assertTrue(again.out().contains("finished before, skipped"), again.out());
    assertFalse(again.out().contains("warning"), "nothing is logged, so nothing can fail");
    assertEquals(1, files(logs.resolve("embedded/resnet18/PyTorch/1/sparse")).size());
  }

  /** A port that nobody listens on. */
  private static int noPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String[] command(String store, List<String> targets) {
    List<String> words = new ArrayList<>(List.of("run", "resnet18", "--seeds", "1"));
    words.addAll(List.of("--epochs-factor", "0.05", "--width", "4", "--arms", "sparse"));
    words.addAll(List.of("--threads", "1", "--no-report"));
    words.addAll(List.of("--out", dir.resolve(store).toString()));
    words.addAll(targets);
    return words.toArray(String[]::new);
  }

  private Path seed(String store) {
    return dir.resolve(store).resolve("embedded/resnet18/PyTorch/1");
  }

  private List<Double> losses(String store, String arm) {
    List<Double> losses =
        EventLog.read(seed(store).resolve(arm).resolve("events.jsonl")).stream()
            .filter(Event.Step.class::isInstance)
            .map(event -> ((Event.Step) event).loss())
            .toList();
    assertFalse(losses.isEmpty());
    return losses;
  }

  private String weights(String store, String arm) throws IOException {
    Path file = seed(store).resolve(arm).resolve("result.json");
    return RecordJson.mapper().readValue(file.toFile(), ArmResult.class).weightsSha256();
  }

  /** Names of the files without the one that says whose folder it is. */
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("dsd-run.txt"))
          .sorted()
          .toList();
    }
  }
}
