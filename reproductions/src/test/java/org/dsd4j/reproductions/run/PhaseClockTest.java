package org.dsd4j.reproductions.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.PhasePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine's clock does to the seconds of a phase: nothing. */
class PhaseClockTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<PhasePlan> PLAN =
      List.of(
          new PhasePlan("dense", "DENSE", 40, 4, 0.1, "cosine to 0", 0),
          new PhasePlan("sparse", "SPARSE", 20, 2, 0.01, "cosine to 0", 0.3));

  @TempDir private Path dir;
  private final List<String> lines = new ArrayList<>();

  @Test
  void secondsAreThoseOfTheSteadyClockWhateverTheMachineSays() throws IOException {
    for (Duration set : List.of(Duration.ofHours(-1), Duration.ofDays(365), Duration.ZERO)) {
      lines.clear();
      phase(START, 0, 0);
      step(START.plusSeconds(2), 2_000, 0, 10);
      step(START.plusSeconds(4).plus(set), 4_000, 0, 20);
      phase(START.plusSeconds(5).plus(set), 5_000, 1);
      step(START.plusSeconds(7).plus(set), 7_000, 1, 5);
      PhaseClock clock = read(0);
      assertEquals(Optional.empty(), clock.note());
      assertEquals(List.of(4.0, 3.0), seconds(clock), "set by " + set);
    }
  }

  @Test
  void theGapOfAKillIsNotCountedWhateverTheClocksSay() throws IOException {
    phase(START, 0, 0);
    step(START.plusSeconds(2), 60_000, 0, 10);
    resumed(START.minusSeconds(3_600), 7, 0, 11);
    step(START.minusSeconds(3_597), 3_007, 0, 20);
    PhaseClock clock = read(0);
    assertEquals(List.of(63.0), seconds(clock));
    assertEquals(Optional.empty(), clock.note());
  }

  @Test
  void anOldLogOverWhichTheClockWasSetBackIsFinished() throws IOException {
    phase(START, -1, 0);
    step(START.plusSeconds(2), -1, 0, 10);
    step(START.minusSeconds(3_596), -1, 0, 20);
    step(START.minusSeconds(3_594), -1, 0, 30);
    PhaseClock clock = read(0);
    assertEquals(List.of(4.0), seconds(clock));
    assertEquals(
        "1 gap between lines of the event log counts as 0 s, the first is of minus 59 min 58 s: the"
            + " machine's clock was set while the arm ran",
        clock.note().orElseThrow());
  }

  @Test
  void anOldLogOverWhichTheClockJumpedAheadHasNoMillionSeconds() throws IOException {
    phase(START, -1, 0);
    step(START.plus(Duration.ofDays(365)), -1, 0, 10);
    step(START.plus(Duration.ofDays(365)).plusSeconds(5), -1, 0, 20);
    PhaseClock clock = read(0);
    assertEquals(List.of(5.0), seconds(clock));
    assertTrue(clock.note().isPresent());
  }

  @Test
  void aRunOfTheOldVersionGoesOnInTheNewOne() throws IOException {
    phase(START, -1, 0);
    step(START.plusSeconds(2), -1, 0, 10);
    resumed(START.plusSeconds(100), 5, 0, 11);
    step(START.plusSeconds(50), 3_005, 0, 20);
    assertEquals(List.of(5.0), seconds(read(0)));
  }

  @Test
  void anArmCountsItsOwnPhasesAlone() throws IOException {
    phase(START, 0, 1);
    step(START.plusSeconds(9), 1_500, 1, 20);
    PhaseCost cost = read(1).spent().get(0);
    assertEquals(new PhaseCost("sparse", 20, 2, 64, 1.5), cost);
  }

  private PhaseClock read(int firstPhase) throws IOException {
    Path log = Files.write(dir.resolve("log"), lines);
    return PhaseClock.read(PLAN, firstPhase, log);
  }

  private static List<Double> seconds(PhaseClock clock) {
    return clock.spent().stream().map(PhaseCost::seconds).toList();
  }

  private void phase(Instant at, long clock, int phase) {
    PhasePlan plan = PLAN.get(phase);
    line(
        "phase",
        at,
        clock,
        "\"phaseIndex\":%d,\"phase\":\"%s\",\"kind\":\"%s\",\"steps\":%d,\"globalStep\":0"
            .formatted(phase, plan.name(), plan.kind(), plan.steps()));
  }

  private void step(Instant at, long clock, int phase, long step) {
    line(
        "step",
        at,
        clock,
        "\"phaseIndex\":%d,\"step\":%d,\"globalStep\":%d,\"loss\":1.0,\"learningRate\":0.1,\"examples\":64"
            .formatted(phase, step, step));
  }

  private void resumed(Instant at, long clock, int phase, long step) {
    line("resumed", at, clock, "\"phaseIndex\":%d,\"step\":%d".formatted(phase, step));
  }

  /** Without a clock when it is negative, as older versions wrote. */
  private void line(String kind, Instant at, long clock, String rest) {
    String steady = clock < 0 ? "" : "\"clock\":" + clock + ",";
    lines.add("{\"event\":\"%s\",\"at\":\"%s\",%s%s}".formatted(kind, at, steady, rest));
  }
}
