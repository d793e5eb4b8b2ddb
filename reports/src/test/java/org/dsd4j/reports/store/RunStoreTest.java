package org.dsd4j.reports.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
  private static final Environment HERE = Specs.environment("2026-01-02T03:04:05Z");
  private static final Event PHASE =
      new Event.Phase(Instant.parse("2026-01-02T03:04:05Z"), 0, "dense", "DENSE", 400, 0);
  private static final ArmResult RESULT =
      new ArmResult(
          new Outcome.Measured(Map.of("top1-error", 25.0, "top5-error", 4.0)),
          List.of(new PhaseCost("dense", 400, 16, 12800, 9.5)),
          List.of(),
          new TreeMap<>(),
          "00ff");

  @TempDir Path root;
  private RunStore store;

  @BeforeEach
  void open() {
    store = new RunStore(root);
  }

  @Test
  void whatIsWrittenIsRead() {
    RunSpec spec = Specs.of("baseline", 3);
    WeightHistogram weights =
        WeightHistogram.of("dense", "fc/weight", -1, 1, 4, new float[] {0.1f, 0f, 2f});
    List<Prediction> predictions = List.of(new Prediction(0, 1, 2, OptionalInt.of(4)));
    try (ArmFolder arm = seed(3, false).arm(spec)) {
      assertFalse(arm.hasStarted());
      arm.start(spec, HERE);
      arm.append(PHASE);
      arm.writeWeights(weights);
      arm.writePredictions(predictions);
      assertTrue(arm.result().isEmpty());
      arm.finish(RESULT);
      assertEquals(RESULT, arm.result().orElseThrow());
    }
    StoreContents contents = store.load();
    assertEquals(List.of(), contents.problems());
    ArmRecord read = contents.arms().get(0);
    assertEquals(root.resolve("embedded/resnet18/PyTorch/3/baseline"), read.place().path());
    assertEquals(1, read.attempt());
    assertEquals(spec, read.spec());
    assertEquals(HERE, read.environment());
    assertEquals(List.of(PHASE), read.events());
    assertEquals(RESULT, read.result().orElseThrow());
    assertEquals(List.of(weights), read.weights());
    assertEquals(predictions, read.predictions());
  }

  @Test
  void aResultIsNeverOverwritten() {
    RunSpec spec = finished("baseline", 3, false);
    try (ArmFolder arm = seed(3, false).arm(spec)) {
      assertTrue(arm.hasStarted());
      assertThrows(StoreException.class, () -> arm.finish(RESULT));
    }
  }

  @Test
  void aTornLineIsCutBeforeTheRunGoesOn() throws IOException {
    RunSpec spec = Specs.of("baseline", 3);
    try (ArmFolder arm = seed(3, false).arm(spec)) {
      arm.start(spec, HERE);
      arm.append(PHASE);
    }
    Path events = root.resolve("embedded/resnet18/PyTorch/3/baseline/events.jsonl");
    Files.writeString(events, "{\"event\":\"fin", StandardOpenOption.APPEND);
    Event resumed = new Event.Resumed(PHASE.at(), 0, 1);
    try (ArmFolder arm = seed(3, false).arm(spec)) {
      arm.start(spec, Specs.environment("2027-01-01T00:00:00Z"));
      arm.append(resumed);
    }
    StoreContents contents = store.load();
    assertEquals(List.of(), contents.problems());
    assertEquals(List.of(PHASE, resumed), contents.arms().get(0).events());
    assertEquals(HERE, contents.arms().get(0).environment());
  }

  @Test
  void otherSettingsAreRefusedInOneLine() {
    finished("baseline", 3, false);
    SortedMap<String, String> settings = Specs.settings();
    settings.put("batch", "64");
    for (String arm : List.of("baseline", "dsd")) {
      SeedFolder folder = seed(3, false);
      RunSpec other = Specs.of("resnet18", arm, 3, settings);
      String message = assertThrows(StoreException.class, () -> folder.arm(other)).getMessage();
      assertTrue(message.contains("settings.batch is 32 there and 64 here"), message);
      assertTrue(message.contains("--fresh") && message.contains("--out"), message);
      assertEquals(1, message.lines().count(), message);
    }
  }

  @Test
  void freshStartsBesideAndIsGoneOnWith() {
    finished("baseline", 3, false);
    SeedFolder fresh = seed(3, true);
    assertEquals("3.2", fresh.place().path().getFileName().toString());
    try (ArmFolder arm = fresh.arm(Specs.of("dsd", 3))) {
      assertFalse(arm.hasStarted());
      arm.start(Specs.of("dsd", 3), HERE);
    }
    assertEquals("3.2", seed(3, false).place().path().getFileName().toString());
    assertEquals("3.3", seed(3, true).place().path().getFileName().toString());
    assertEquals("4", seed(4, true).place().path().getFileName().toString());
    assertEquals(List.of(1, 2), store.load().arms().stream().map(ArmRecord::attempt).toList());
  }

  @Test
  void twoProcessesDoNotShareAnArm() {
    RunSpec spec = Specs.of("baseline", 3);
    try (ArmFolder first = seed(3, false).arm(spec);
        ArmFolder second = seed(3, false).arm(spec)) {
      first.start(spec, HERE);
      assertThrows(StoreException.class, () -> second.start(spec, HERE));
    }
  }

  @Test
  void aDamagedFileHidesNoOtherRun() throws IOException {
    finished("baseline", 3, false);
    finished("sparse", 3, false);
    finished("dsd", 3, false);
    Path seed = root.resolve("embedded/resnet18/PyTorch/3");
    Files.writeString(seed.resolve("sparse/run.json"), "{\"format\":1,");
    Files.writeString(seed.resolve("dsd/result.json"), "{}");
    StoreContents contents = store.load();
    assertEquals(2, contents.problems().size(), contents.problems().toString());
    assertTrue(contents.problems().get(0).contains("result.json is damaged"));
    assertTrue(contents.problems().get(1).contains("run.json is damaged"));
    contents.problems().forEach(line -> assertEquals(1, line.lines().count(), line));
    assertEquals(
        List.of("baseline"), contents.arms().stream().map(arm -> arm.spec().arm()).toList());
  }

  @Test
  void changedByHandNewerFormatAndWrongPlaceAreToldApart() throws IOException {
    finished("baseline", 1, false);
    finished("baseline", 2, false);
    finished("baseline", 3, false);
    Path engine = root.resolve("embedded/resnet18/PyTorch");
    replace(engine.resolve("1/baseline/run.json"), "cosine to 0", "constant");
    replace(engine.resolve("2/baseline/run.json"), "\"format\" : 2", "\"format\" : 99");
    Files.move(engine.resolve("3"), engine.resolve("5"));
    StoreContents contents = store.load();
    assertEquals(List.of(), contents.arms());
    assertTrue(contents.problems().get(0).contains("changed by hand"));
    assertTrue(contents.problems().get(1).contains("has format 99"));
    assertTrue(contents.problems().get(2).contains("of another place"));
  }

  @Test
  void aMissingStoreIsOneClearLine() {
    RunStore missing = new RunStore(root.resolve("nowhere"));
    String message = assertThrows(StoreException.class, missing::load).getMessage();
    assertTrue(message.contains("no folder of records"), message);
  }

  private SeedFolder seed(long seed, boolean fresh) {
    return store.seed("embedded", "resnet18", "PyTorch", seed, fresh);
  }

  private RunSpec finished(String armName, long seed, boolean fresh) {
    RunSpec spec = Specs.of(armName, seed);
    try (ArmFolder arm = seed(seed, fresh).arm(spec)) {
      arm.start(spec, HERE);
      arm.append(PHASE);
      arm.finish(RESULT);
    }
    return spec;
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(from), file + " does not hold " + from);
    Files.writeString(file, text.replace(from, to));
  }
}
