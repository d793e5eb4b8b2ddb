package org.dsd4j.reports.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RecordManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live view knows only the machine's time, and bears that it is set. */
class ArmProgressReaderTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /** In days, between the fifth line and the sixth. */
  @ParameterizedTest
  @ValueSource(doubles = {-400, -0.04, 0, 0.04, 400})
  void theSpeedIsThatOfTheOtherLines(double days) {
    Duration set = Duration.ofSeconds((long) (days * 86_400));
    List<Event> events = new ArrayList<>(List.of(phase()));
    for (int i = 1; i <= 9; i++) {
      events.add(step(START.plusSeconds(10L * i).plus(i > 5 ? set : Duration.ZERO), 20L * i));
    }
    ArmProgress progress = progress(events, START.plus(set).plusSeconds(91));
    assertEquals(RunState.RUNNING, progress.state());
    assertEquals("2.00", progress.rate());
    assertEquals("", progress.note());
  }

  @Test
  void aLineOfTheFutureIsNoSilence() {
    List<Event> events = List.of(phase(), step(START, 20), step(START.plusSeconds(10), 40));
    ArmProgress progress = progress(events, START.minusSeconds(3_600));
    assertEquals(RunState.RUNNING, progress.state());
    assertEquals("", progress.note());
  }

  @Test
  void aResumedRunIsMeasuredFromItsOwnLinesThoughTheClockWasSetBack() {
    List<Event> events =
        List.of(
            phase(),
            step(START, 20),
            new Event.Resumed(START.plusSeconds(1_000), 0, 21),
            step(START.minusSeconds(50), 40),
            step(START.minusSeconds(40), 60));
    assertEquals("2.00", progress(events, START.minusSeconds(39)).rate());
  }

  private static Event phase() {
    return new Event.Phase(START, 0, "dense", "DENSE", 400, 0);
  }

  private static Event step(Instant at, long step) {
    return new Event.Step(at, 0, step, step, 2.5, 0.1, 640);
  }

  private static ArmProgress progress(List<Event> events, Instant now) {
    ArmPath place = new ArmPath(Path.of("runs/embedded/resnet18/PyTorch/1/baseline"));
    ArmRecord arm =
        new ArmRecord(
            place,
            1,
            Specs.of("baseline", 1),
            Specs.environment("2026-01-02T03:04:05Z"),
            events,
            Optional.empty(),
            List.of(),
            RecordManifest.none(place.path()));
    return new ArmProgressReader(arm, now).progress();
  }
}
