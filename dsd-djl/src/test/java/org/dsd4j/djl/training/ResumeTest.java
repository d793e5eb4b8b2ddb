package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.checkpoint.CheckpointException;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A training that was stopped at any event and resumed in a new network ends with the same bits.
 */
@ExtendWith(StartEngine.class)
final class ResumeTest {
  private static final long SEED = 5;
  private static final DsdPlan PLAN = LoopFixture.plan(3, 4, 3);

  @TempDir private Path folder;

  private Precision precision = Precision.SINGLE;

  /** All that a training leaves. */
  private record End(String sha256, Map<String, double[]> momentum, MaskSet masks, Position at) {}

  @ParameterizedTest
  @ValueSource(longs = {0, 3_600_000})
  void endsWithTheSameBitsWhereverItWasKilled(long checkpointMillis) throws IOException {
    EventLog whole = new EventLog();
    End expected = train(PLAN, whole, settings(checkpointMillis));
    int events = whole.events().size();
    assertTrue(events > 20, () -> "only " + whole.events());
    // Strides that meet every kind of event, since a write to the disk takes its time.
    int stride = checkpointMillis == 0 ? 3 : 2;
    for (int kill = 0; kill < events; kill += stride) {
      assertSame(
          expected, killedAndResumed(PLAN, kill, checkpointMillis), whole.events().get(kill));
    }
  }

  @Test
  void masksInForceAtTheEndAreTheSameToo() throws IOException {
    DsdPlan plan = PLAN.sparseOnly();
    End expected = train(plan, new EventLog(), settings(0));
    assertFalse(expected.masks.isEmpty());
    for (int kill : new int[] {2, 8, 10, 12}) {
      assertSame(expected, killedAndResumed(plan, kill, 0), "event " + kill);
    }
  }

  @Test
  void inDoublePrecisionToo() throws IOException {
    precision = Precision.DOUBLE;
    End expected = train(PLAN, new EventLog(), settings(0));
    for (int kill : new int[] {1, 4, 9, 14, 19}) {
      assertSame(expected, killedAndResumed(PLAN, kill, 0), "event " + kill);
    }
  }

  @Test
  void aCheckpointOfAnotherPrecisionIsRefused() {
    train(PLAN, new EventLog(), settings(0));
    precision = Precision.DOUBLE;
    var e = assertThrows(CheckpointException.class, () -> train(PLAN, new EventLog(), settings(0)));
    assertTrue(e.getMessage().contains("01Linear.weight is F32 there and F64 here"), e::getMessage);
  }

  @Test
  void aFinishedTrainingHasNothingLeftToDo() throws IOException {
    End expected = train(PLAN, new EventLog(), settings(0));
    EventLog log = new EventLog();
    assertSame(expected, train(PLAN, log, settings(0)), "trained again");
    assertTrue(log.events().isEmpty(), () -> "did " + log.events());
  }

  @Test
  void aSparsePhaseCannotBeEnteredInTheMiddleWithoutItsMasks() {
    try (LoopFixture fixture = fixture()) {
      var e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  fixture.run(
                      PLAN, new Position(1, 2, 5), new DsdObserver() {}, LoopSettings.of(SEED)));
      assertTrue(e.getMessage().contains("sparse phase sparse without its masks"), e::getMessage);
    }
  }

  private End killedAndResumed(DsdPlan plan, int kill, long checkpointMillis) throws IOException {
    Files.deleteIfExists(file());
    LoopSettings settings = settings(checkpointMillis);
    assertThrows(EventLog.Killed.class, () -> train(plan, new EventLog(kill), settings));
    return train(plan, new EventLog(), settings);
  }

  /** Trains in a new network, from the checkpoint when there is one. */
  private End train(DsdPlan plan, DsdObserver observer, LoopSettings settings) {
    try (LoopFixture fixture = fixture()) {
      Position from =
          Files.exists(file()) ? fixture.restore(Checkpoint.read(file())) : Position.START;
      Position at = fixture.run(plan, from, observer, settings);
      Map<String, double[]> momentum = new TreeMap<>();
      fixture
          .sgd
          .slots()
          .forEach(
              (slot, byId) ->
                  fixture.network.parameters().all().stream()
                      .filter(named -> byId.containsKey(named.parameter().getId()))
                      .forEach(
                          named ->
                              momentum.put(
                                  slot + " of " + named.path(),
                                  Fixtures.doubles(byId.get(named.parameter().getId())))));
      return new End(fixture.network.sha256(), momentum, fixture.optimizer.masks(), at);
    }
  }

  private static void assertSame(End expected, End actual, String event) {
    String where = "killed at " + event;
    assertEquals(expected.sha256, actual.sha256, where);
    assertEquals(expected.masks, actual.masks, where);
    assertEquals(expected.at, actual.at, where);
    assertEquals(expected.momentum.keySet(), actual.momentum.keySet(), where);
    expected.momentum.forEach(
        (name, values) ->
            assertArrayEquals(values, actual.momentum.get(name), name + ", " + where));
  }

  private LoopSettings settings(long checkpointMillis) {
    return LoopSettings.of(SEED)
        .evaluatingEvery(2)
        .checkpointing(file(), Duration.ofMillis(checkpointMillis));
  }

  private Path file() {
    return folder.resolve("checkpoint.safetensors");
  }

  private LoopFixture fixture() {
    return new LoopFixture(Fixtures.mlpWithNormAndDropout(), precision, SEED);
  }
}
