package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmClockTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path dir;
  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void everyLineCarriesAClockThatIsNeverSet() throws Exception {
    RunSpec spec = Specs.of("baseline", 1);
    ArmPath place = new ArmPath(dir);
    try (ArmFolder arm = new ArmFolder(place, nanos::get)) {
      arm.start(spec, Specs.environment("2026-01-02T03:04:05Z"));
      arm.append(new Event.Phase(NOW, 0, "dense", "DENSE", 400, 0));
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_250));
      // The machine's clock was set back meanwhile.
      arm.append(new Event.Diverged(NOW.minusSeconds(9), 0, 1, "it says {\"clock\":77,"));
    }
    try (ArmFolder arm = new ArmFolder(place, nanos::get)) {
      arm.start(spec, Specs.environment("2026-01-02T03:04:05Z"));
      arm.append(new Event.Resumed(NOW.minusSeconds(100), 0, 2));
    }
    List<TimedEvent> lines = EventLog.readTimed(place.events());
    assertEquals(
        List.of(OptionalLong.of(0), OptionalLong.of(0)),
        lines.stream().map(TimedEvent::clock).toList(),
        "each process begins at 0");
    assertEquals(lines.stream().map(TimedEvent::event).toList(), EventLog.read(place.events()));
    assertEquals(
        "1250",
        Files.readAllLines(place.events()).get(1).replaceAll(".*[{,]\"clock\":(\\d+)[,}].*", "$1"));
  }
}
