package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dsd4j.reports.record.RecordJson;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reproductions.fault.DsdProcess;

/**
 * Runs the command in a child process, kills it with SIGKILL inside each phase, starts it again,
 * and compares with a run that was left alone: same metrics, same weights, byte for byte.
 *
 * @param dir empty
 * @param row the id of a row
 * @param factor short enough for a test, long enough for 6 steps in each phase
 * @param metric the id of the row's metric
 * @param predictions the name of the file with what the network said
 */
record KilledRun(Path dir, String row, String factor, String metric, String predictions) {
  private static final List<String> ARMS = List.of("baseline", "sparse", "dsd", "continued", "llr");

  void requireSameEnd() throws Exception {
    Path undisturbed = dir.resolve("undisturbed");
    assertEquals(0, start(undisturbed).waitFor());

    Path killed = dir.resolve("killed");
    int kills = 0;
    // Every arm has at least 6 steps in each phase; the controls have two phases.
    for (String arm : ARMS) {
      Process process = start(killed);
      killInside(process, seed(killed).resolve(arm));
      kills++;
      assertFalse(
          Files.exists(seed(killed).resolve(arm).resolve("result.json")),
          arm + " had finished before the kill");
    }
    assertEquals(ARMS.size(), kills);
    assertEquals(0, start(killed).waitFor());

    for (String arm : ARMS) {
      Path there = seed(undisturbed).resolve(arm);
      Path here = seed(killed).resolve(arm);
      assertTrue(Files.readString(here.resolve("events.jsonl")).contains("\"resumed\""), arm);
      assertEquals(metrics(there), metrics(here), arm);
      assertArrayEquals(
          Files.readAllBytes(there.resolve("final.safetensors")),
          Files.readAllBytes(here.resolve("final.safetensors")),
          arm + ": weights");
      assertArrayEquals(
          Files.readAllBytes(there.resolve(predictions)),
          Files.readAllBytes(here.resolve(predictions)),
          arm + ": predictions");
    }
  }

  /** Waits until the arm has written a checkpoint after a step, then kills without warning. */
  private static void killInside(Process process, Path arm) throws Exception {
    Path events = arm.resolve("events.jsonl");
    Path checkpoint = new ArmPath(arm).checkpoint();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!(Files.exists(checkpoint) && stepsIn(events) >= 2)) {
      assertTrue(process.isAlive(), "the run ended before it could be killed in " + arm);
      assertTrue(System.nanoTime() < deadline, "no step in " + arm);
      Thread.sleep(2);
    }
    process.destroyForcibly().waitFor();
  }

  private static long stepsIn(Path events) throws IOException {
    if (!Files.exists(events)) {
      return 0;
    }
    try (RandomAccessFile file = new RandomAccessFile(events.toFile(), "r")) {
      byte[] bytes = new byte[(int) file.length()];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("\"event\":\"step\""))
          .count();
    }
  }

  private JsonNode metrics(Path arm) throws IOException {
    JsonNode result = RecordJson.mapper().readTree(arm.resolve("result.json").toFile());
    assertTrue(result.at("/outcome/metrics/" + metric).isNumber(), result.toString());
    assertFalse(result.path("weightsSha256").asText().isEmpty());
    // Both in one: the weights are the same by their checksum too.
    return RecordJson.mapper()
        .createArrayNode()
        .add(result.at("/outcome/metrics"))
        .add(result.path("weightsSha256"));
  }

  private Process start(Path runs) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("run", row, "--seeds", "1", "--epochs-factor", factor));
    arguments.addAll(List.of("--threads", "1", "--checkpoint-seconds", "0"));
    arguments.addAll(List.of("--out", runs.toString()));
    return DsdProcess.logging(dir.resolve("log.txt")).start(arguments);
  }

  private Path seed(Path runs) {
    return runs.resolve("embedded").resolve(row).resolve("PyTorch/1");
  }
}
