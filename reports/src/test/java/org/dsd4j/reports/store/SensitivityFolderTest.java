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
import java.util.TreeMap;
import org.dsd4j.reports.fixture.Sensitivities;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensitivityFolderTest {
  private static final Environment HERE = Specs.environment("2026-01-02T03:04:05Z");
  private static final SensitivitySpec SPEC =
      Sensitivities.spec("resnet18", 3, "b5ed80adf7a5be11", 50);

  @TempDir Path root;
  private RunStore store;

  @BeforeEach
  void open() {
    store = new RunStore(root);
  }

  @Test
  void whatIsWrittenIsRead() {
    SensitivityPoint diverged = point("fc/weight", 0.9, 12.0, Double.NaN);
    try (SensitivityFolder folder = folder(SPEC)) {
      assertEquals(root.resolve("embedded/resnet18/PyTorch/3/sensitivity"), folder.place().path());
      assertEquals(List.of(), folder.points());
      folder.start(HERE);
      folder.append(point(SensitivitySpec.UNIFORM, 0.5, 11.0, 10.5));
      folder.append(diverged);
      assertEquals(2, folder.points().size());
    }
    StoreContents contents = store.load();
    assertEquals(List.of(), contents.problems());
    assertEquals(List.of(), contents.arms());
    SensitivityRecord read = contents.sensitivities().get(0);
    assertEquals(SPEC, read.spec());
    assertEquals(HERE, read.environment());
    assertEquals(1, read.attempt());
    assertEquals(diverged, read.points().get(1));
  }

  @Test
  void aBrokenOffAnalysisGoesOn() throws IOException {
    SensitivityPoint first = point(SensitivitySpec.UNIFORM, 0.5, 11.0, 10.5);
    try (SensitivityFolder folder = folder(SPEC)) {
      folder.start(HERE);
      folder.append(first);
    }
    Path points = root.resolve("embedded/resnet18/PyTorch/3/sensitivity/points.jsonl");
    Files.writeString(points, "{\"at\":\"2026-", StandardOpenOption.APPEND);
    SensitivityPoint again = point(SensitivitySpec.UNIFORM, 0.5, 11.0, 10.75);
    SensitivityPoint next = point(SensitivitySpec.UNIFORM, 0.9, 31.0, 15.5);
    try (SensitivityFolder folder = folder(SPEC)) {
      assertEquals(List.of(first), folder.points());
      folder.start(Specs.environment("2027-01-01T00:00:00Z"));
      folder.append(next);
      folder.append(again);
      assertEquals(List.of(again, next), folder.points());
    }
    assertEquals(HERE, store.load().sensitivities().get(0).environment());
  }

  @Test
  void otherSettingsAreRefusedInOneLine() {
    try (SensitivityFolder folder = folder(SPEC)) {
      folder.start(HERE);
    }
    SensitivitySpec other = Sensitivities.spec("resnet18", 3, "b5ed80adf7a5be11", 60);
    String message = assertThrows(StoreException.class, () -> folder(other)).getMessage();
    assertTrue(message.contains("retrainSteps is 50 there and 60 here"), message);
    assertTrue(message.contains("--out"), message);
    assertEquals(1, message.lines().count(), message);
    SensitivitySpec elsewhere = Sensitivities.spec("resnet18", 4, "b5ed80adf7a5be11", 50);
    SeedFolder seed = store.seed("embedded", "resnet18", "PyTorch", 3, false);
    assertThrows(IllegalArgumentException.class, () -> seed.sensitivity(elsewhere));
  }

  @Test
  void onlyWhatWasAskedForIsKept() {
    try (SensitivityFolder folder = folder(SPEC)) {
      SensitivityPoint point = point(SensitivitySpec.UNIFORM, 0.5, 11.0, 10.5);
      assertThrows(IllegalStateException.class, () -> folder.append(point));
      folder.start(HERE);
      SensitivityPoint layer = point("conv9/weight", 0.5, 11.0, 10.5);
      assertThrows(IllegalArgumentException.class, () -> folder.append(layer));
      SensitivityPoint sparsity = point(SensitivitySpec.UNIFORM, 0.55, 11.0, 10.5);
      assertThrows(IllegalArgumentException.class, () -> folder.append(sparsity));
      assertEquals(List.of(), folder.points());
    }
  }

  @Test
  void twoProcessesDoNotShareAnAnalysis() {
    try (SensitivityFolder first = folder(SPEC);
        SensitivityFolder second = folder(SPEC)) {
      first.start(HERE);
      String message = assertThrows(StoreException.class, () -> second.start(HERE)).getMessage();
      assertTrue(message.contains("another process"), message);
    }
    try (SensitivityFolder third = folder(SPEC)) {
      third.start(HERE);
    }
  }

  @Test
  void anArmBesideIsNotDisturbed() {
    SeedFolder seed = store.seed("embedded", "resnet18", "PyTorch", 3, false);
    try (SensitivityFolder folder = folder(SPEC);
        ArmFolder arm = seed.arm(Specs.of("dsd", 3))) {
      folder.start(HERE);
      arm.start(Specs.of("dsd", 3), HERE);
    }
    assertEquals(1, store.load().arms().size());
    assertEquals(1, store.load().sensitivities().size());
  }

  @Test
  void damageIsNamedAndHidesNothingElse() throws IOException {
    for (long seed = 1; seed <= 4; seed++) {
      SensitivitySpec spec = Sensitivities.spec("resnet18", seed, "b5ed80adf7a5be11", 50);
      try (SensitivityFolder folder = folder(spec)) {
        folder.start(HERE);
        folder.append(point(SensitivitySpec.UNIFORM, 0.5, 11.0, 10.5));
      }
    }
    Path engine = root.resolve("embedded/resnet18/PyTorch");
    Path file = engine.resolve("1/sensitivity/sensitivity.json");
    Files.writeString(file, Files.readString(file).replace("validation", "test"));
    Files.writeString(engine.resolve("2/sensitivity/points.jsonl"), "garbage\n");
    Files.move(engine.resolve("3"), engine.resolve("5"));
    StoreContents contents = store.load();
    assertEquals(3, contents.problems().size(), contents.problems().toString());
    assertTrue(contents.problems().get(0).contains("changed by hand"));
    assertTrue(contents.problems().get(1).contains("points.jsonl, line 1, was changed"));
    assertTrue(contents.problems().get(2).contains("of another place"));
    contents.problems().forEach(line -> assertEquals(1, line.lines().count(), line));
    assertEquals(4, contents.sensitivities().get(0).spec().seed());
  }

  private SensitivityFolder folder(SensitivitySpec spec) {
    return store
        .seed(spec.scale(), spec.row(), spec.engine(), spec.seed(), false)
        .sensitivity(spec);
  }

  private static SensitivityPoint point(
      String layer, double sparsity, double pruned, double retrained) {
    return new SensitivityPoint(
        Instant.parse("2026-01-02T03:04:05Z"),
        layer,
        sparsity,
        new TreeMap<>(Map.of("top1-error", pruned)),
        new TreeMap<>(Map.of("top1-error", retrained)));
  }
}
