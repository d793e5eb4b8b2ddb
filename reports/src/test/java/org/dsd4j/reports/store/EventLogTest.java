package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RecordJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Event DENSE = new Event.Phase(NOW, 0, "dense", "DENSE", 20, 0);
  private static final Event SPARSE = new Event.Phase(NOW, 1, "sparse", "SPARSE", 20, 20);
  private static final Event MASKS =
      new Event.Masks(NOW, 1, List.of(new Event.MaskedLayer("fc", 10, 7)));

  @TempDir Path folder;

  @Test
  void missingFileIsEmpty() {
    assertEquals(List.of(), EventLog.read(folder.resolve("events.jsonl")));
  }

  @Test
  void tornLastLineIsIgnored() throws IOException {
    Path file = write(DENSE, step(0, 10, 2.0));
    Files.writeString(file, "{\"event\":\"step\",\"at\":\"2026", StandardOpenOption.APPEND);
    assertEquals(List.of(DENSE, step(0, 10, 2.0)), EventLog.read(file));
  }

  @Test
  void resumedSupersedesWhatWasLost() throws IOException {
    Event.Resumed resumed = new Event.Resumed(NOW, 0, 11);
    Path file =
        write(
            DENSE,
            step(0, 10, 2.0),
            evaluation(0, 10),
            step(0, 20, 1.0),
            evaluation(0, 20),
            SPARSE,
            MASKS,
            step(1, 10, 0.5),
            new Event.Diverged(NOW, 1, 11, "loss is NaN"),
            resumed,
            step(0, 20, 1.5));
    assertEquals(
        List.of(DENSE, step(0, 10, 2.0), evaluation(0, 10), resumed, step(0, 20, 1.5)),
        EventLog.read(file));
  }

  @Test
  void aStepWrittenAgainReplacesTheFirst() throws IOException {
    Path file = write(DENSE, step(0, 10, 2.0), DENSE, step(0, 10, 3.0));
    assertEquals(List.of(DENSE, step(0, 10, 3.0)), EventLog.read(file));
  }

  @Test
  void garbageInTheMiddleIsNamed() throws IOException {
    Path file = write(DENSE);
    Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);
    String message = assertThrows(StoreException.class, () -> EventLog.read(file)).getMessage();
    assertTrue(message.contains("line 2"), message);
    assertEquals(1, message.lines().count(), message);
  }

  private static Event step(int phase, long step, double loss) {
    return new Event.Step(NOW, phase, step, 20L * phase + step, loss, 0.1, step * 32);
  }

  private static Event evaluation(int phase, long step) {
    return new Event.Evaluation(
        NOW, phase, step, 20L * phase + step, "validation", Map.of("top1-error", 50.0));
  }

  private Path write(Event... events) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Event event : events) {
      text.append(RecordJson.mapper().writeValueAsString(event)).append('\n');
    }
    return Files.writeString(folder.resolve("events.jsonl"), text);
  }
}
