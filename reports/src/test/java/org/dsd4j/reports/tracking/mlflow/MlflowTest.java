package org.dsd4j.reports.tracking.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.tracking.LogPoint;
import org.dsd4j.reports.tracking.RunTracking;
import org.dsd4j.reports.tracking.ScriptedRun;
import org.dsd4j.reports.tracking.TrackedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** What a tracking server is told, by the client of MLflow over HTTP. */
class MlflowTest {
  @TempDir Path dir;
  private final List<String> warnings = new ArrayList<>();
  private FakeMlflow server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    server.close();
    assertEquals(List.of(), server.refused, "a real server would refuse");
    assertEquals(List.of(), warnings);
  }

  @Test
  void logsARun() {
    try (RunTracking tracking = tracking()) {
      new ScriptedRun(dir, "sparse", tracking).whole();
    }
    assertEquals(List.of("dsd/embedded/resnet18"), List.copyOf(server.experiments.keySet()));
    FakeMlflow.Run run = onlyRun();
    assertEquals("PyTorch/1/sparse", run.name);
    assertEquals("FINISHED", run.status);
    assertEquals("1.0E-4", run.parameters.get("weightDecay"));
    assertEquals("sparse", run.parameters.get("arm"));
    assertEquals(
        "dense 400 steps at 0.1; sparse 200 steps at 0.01, 30 % sparse",
        run.parameters.get("plan"));
    assertEquals(List.of("401 2.75", "500 2.5", "600 1.25"), run.metrics.get("train/loss"));
    assertEquals(List.of("500 25.5"), run.metrics.get("validation/top1-error"));
    assertEquals(List.of("600 23.5"), run.metrics.get("test/top1-error"));
    assertEquals(List.of("600 20.0"), run.metrics.get("spent/seconds"));
    assertEquals("measured", run.tags.get("dsd_outcome"));
    assertEquals("10.0", run.tags.get("note_steps per second"));
    assertEquals("2", run.tags.get("machine_cores"));
    assertTrue(run.tags.get("dsd_phase").startsWith("sparse (sparse): 200 steps"));
    assertTrue(run.tags.get("mlflow.note.content").contains("bin/dsd run resnet18"));
  }

  @Test
  void aRunThatGoesOnIsTheSameRun() {
    try (RunTracking tracking = tracking()) {
      new ScriptedRun(dir, "sparse", tracking).brokenOff();
    }
    assertEquals("KILLED", onlyRun().status);
    try (RunTracking tracking = tracking()) {
      new ScriptedRun(dir, "sparse", tracking).goesOn();
    }
    FakeMlflow.Run run = onlyRun();
    assertEquals("FINISHED", run.status);
    assertEquals(
        List.of("401 2.75", "500 2.5", "510 2.25", "600 1.25"), run.metrics.get("train/loss"));
    assertEquals(1, server.experiments.size());
  }

  @Test
  void aRunOfAnotherStoreIsAnotherRun() {
    for (String store : List.of("a", "b")) {
      try (RunTracking tracking = tracking()) {
        new ScriptedRun(dir.resolve(store), "sparse", tracking).whole();
      }
    }
    assertEquals(2, server.runs.size());
  }

  @Test
  void aDivergedRunHasFailed() {
    try (RunTracking tracking = tracking()) {
      new ScriptedRun(dir, "sparse", tracking).diverges();
    }
    assertEquals("FAILED", onlyRun().status);
    assertEquals("diverged in sparse: the loss is NaN", onlyRun().tags.get("dsd_outcome"));
    assertFalse(onlyRun().metrics.containsKey("test/top1-error"));
  }

  @Test
  void manyFiguresFitIntoBatches() {
    SortedMap<String, Double> figures = new TreeMap<>();
    for (int layer = 0; layer < 2_500; layer++) {
      figures.put("sparsity/layer" + layer, Double.NaN);
    }
    try (MlflowTracker tracker = new MlflowTracker(server())) {
      tracker.begin(
          new TrackedRun(
              "00ff",
              "1",
              Specs.of("sparse", 1),
              Specs.environment("2026-01-02T03:04:05Z"),
              false,
              400));
      tracker.log(new LogPoint(Instant.now(), 400), figures);
      for (int note = 0; note < 250; note++) {
        tracker.note(new LogPoint(Instant.now(), 400), "note" + note, "said");
      }
      tracker.flush();
    }
    assertEquals(2_500, onlyRun().metrics.size());
    assertEquals(List.of("400 NaN"), onlyRun().metrics.get("sparsity/layer7"));
    assertTrue(onlyRun().tags.containsKey("dsd_note249"));
    // Two for the start of the run, and not one for each figure.
    assertTrue(server.requests.size() < 12, server.requests.toString());
  }

  private BasicMlflowHostCreds server() {
    return new BasicMlflowHostCreds(server.target().substring("mlflow:".length()));
  }

  private RunTracking tracking() {
    return ScriptedRun.tracking(List.of(server.target()), warnings::add);
  }

  private FakeMlflow.Run onlyRun() {
    assertEquals(1, server.runs.size());
    return server.runs.values().iterator().next();
  }
}
