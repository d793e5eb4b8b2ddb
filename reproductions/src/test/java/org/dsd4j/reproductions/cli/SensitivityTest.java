package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.SeedFolder;
import org.dsd4j.reports.store.SensitivityRecord;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code dsd sensitivity} on a network that is small and hardly trained. */
class SensitivityTest {
  private static final String LAYER = "layer3.0.conv1.weight";
  private static final String TOP1 = "top1-error";

  @TempDir private Path dir;

  private Said tiny(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of(command, "resnet18", "--seeds", "1", "--threads", "1"));
    args.addAll(List.of("--epochs-factor", "0.03", "--width", "4"));
    args.addAll(List.of("--out", dir.resolve("runs").toString()));
    args.addAll(List.of(more));
    return dsd(args.toArray(String[]::new));
  }

  private SensitivityRecord measured() {
    return new RunStore(dir.resolve("runs")).load().sensitivities().get(0);
  }

  @Test
  @Tag("slow")
  void measuresEachPointOnceAndTrainsAsTheSparseArmDoes() throws IOException {
    assertEquals(0, tiny("run", "--arms", "sparse").code());

    String[] options = {"--points", "0.3,0,0.3", "--layers", LAYER};
    Said said = tiny("sensitivity", options);
    assertEquals(0, said.code(), said.err());
    assertTrue(said.out().contains("baseline  finished before, skipped"), said.out());
    assertTrue(said.out().contains(LAYER + "  30 %  pruned "), said.out());
    assertTrue(said.out().contains("(4 of 4)"), said.out());
    assertTrue(said.out().contains("Report: "), said.out());
    assertTrue(Files.exists(dir.resolve("runs/report/sensitivity.csv")));
    SensitivityRecord record = measured();
    assertEquals("validation", record.spec().split());
    assertEquals(List.of(0.0, 0.3), record.spec().sparsities());
    assertEquals(List.of(SensitivitySpec.UNIFORM, LAYER), record.spec().layers());
    checkFigures(record.points());

    dropLastPoint(record.place().points());
    Said resumed = tiny("sensitivity", options);
    assertEquals(0, resumed.code(), resumed.err());
    assertTrue(resumed.out().contains("3 of 4 points measured before"), resumed.out());
    assertFalse(resumed.out().contains("uniform  30 %"), resumed.out());
    SensitivityPoint again = measured().points().get(3);
    assertEquals(record.points().get(3).pruned(), again.pruned());
    assertEquals(record.points().get(3).retrained(), again.retrained());

    Files.delete(record.place().points());
    blowUp(record.place().seed().arm("baseline"));
    Said diverged = tiny("sensitivity", options);
    assertEquals(0, diverged.code(), "a point that diverges is a result: " + diverged.err());
    assertTrue(diverged.out().contains("retrained diverged  (4 of 4)"), diverged.out());
    measured().points().forEach(point -> assertEquals(Double.NaN, point.retrained().get(TOP1)));
  }

  /** Weights so large that the first step already has no finite loss, and a result of them. */
  private void blowUp(ArmPath baseline) throws IOException {
    Path end = baseline.finalWeights();
    Experiment experiment =
        Row.find("resnet18")
            .prepare(
                Request.of(Scale.EMBEDDED)
                    .with(RowSettings.EPOCHS_FACTOR, 0.03)
                    .with(RowSettings.WIDTH, Optional.of(4)));
    Block block = experiment.newBlock();
    try (Network network =
            Network.initialize(block, StartEngine.NAME, Device.cpu(), 1, experiment.inputShapes());
        MaskedOptimizer optimizer = experiment.maskedOptimizer(new PlannedRate(), block)) {
      Checkpoint whole = Checkpoint.read(end);
      whole.restore(network, optimizer);
      network.parameters().find("fc.weight").orElseThrow().array().muli(1e38f);
      network.parameters().find("fc.bias").orElseThrow().array().addi(Float.MAX_VALUE);
      Checkpoint blown = Checkpoint.of(network, optimizer, whole.position(), whole.fingerprint());
      blown.write(end);
      Said refused = tiny("sensitivity", "--points", "0,0.3", "--layers", LAYER);
      assertEquals(4, refused.code(), refused.err());
      assertTrue(refused.complaint().contains("does not have the weights that "), refused.err());
      finishAgain(baseline, blown.weightsSha256());
    }
  }

  private void finishAgain(ArmPath baseline, String weights) throws IOException {
    RunSpec spec = ArmRecord.specIn(baseline);
    ArmResult result = ArmRecord.resultIn(baseline).orElseThrow();
    Files.delete(baseline.result());
    SeedFolder seed =
        new RunStore(dir.resolve("runs"))
            .seed(spec.scale(), spec.row(), spec.engine(), spec.seed(), false);
    try (ArmFolder arm = seed.arm(spec)) {
      arm.start(spec, new Environment(new TreeMap<>()));
      arm.finish(
          new ArmResult(
              result.outcome(), result.spent(), result.inherited(), result.notes(), weights));
    }
  }

  private void checkFigures(List<SensitivityPoint> points) {
    assertEquals(4, points.size());
    SensitivityPoint dense = points.get(0);
    SensitivityPoint uniform = points.get(1);
    SensitivityPoint alone = points.get(3);
    assertEquals(lastEvaluation("baseline"), dense.pruned(), "nothing is pruned yet");
    assertEquals(dense.pruned(), points.get(2).pruned(), "nothing is pruned in any layer");
    assertEquals(dense.retrained(), points.get(2).retrained());
    assertEquals(lastEvaluation("sparse"), uniform.retrained(), "the row prunes 30 %");
    assertFalse(uniform.pruned().equals(dense.pruned()), "pruning 30 % shows in the loss");
    assertFalse(alone.pruned().equals(dense.pruned()), "pruning one layer shows in the loss");
    assertFalse(alone.pruned().equals(uniform.pruned()), "one layer is not all layers");
    assertTrue(alone.retrained().get(TOP1) >= 0 && alone.retrained().get(TOP1) <= 100);
  }

  private Map<String, Double> lastEvaluation(String arm) {
    return new RunStore(dir.resolve("runs"))
        .load().arms().stream()
            .filter(record -> record.spec().arm().equals(arm))
            .flatMap(record -> record.events().stream())
            .filter(Event.Evaluation.class::isInstance)
            .map(event -> ((Event.Evaluation) event).metrics())
            .reduce((first, second) -> second)
            .orElseThrow();
  }

  private static void dropLastPoint(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
  }

  @Test
  void refusesWrongUsageWithOneLineAndCode2() {
    assertRefused("there is no row resnet19", "resnet19");
    assertRefused("'ROW'");
    assertRefused("in [0, 1) but one was 1.0", "resnet18", "--points", "0,1");
    assertRefused("write 30 % as 0.30", "resnet18", "--points", "0,30");
    assertRefused("one was NaN", "resnet18", "--points", "0,NaN");
    assertRefused("at least 2 different sparsities", "resnet18", "--points", "0.3,0.3");
    assertRefused("'abc'", "resnet18", "--points", "0,abc");
    assertRefused("--seeds must be at least 1", "resnet18", "--seeds", "0");
    assertRefused("--retrain-factor must be greater than 0", "resnet18", "--retrain-factor", "0");
    assertRefused("not both", "resnet18", "--retrain-factor", "2", "--no-retrain");
    String out = dir.resolve("none").toString();
    // The first convolution is one that the row leaves whole.
    assertRefused(
        "does not prune: no.such.layer, conv1.weight; it prunes layer1",
        "resnet18",
        "--width",
        "4",
        "--layers",
        "no.such.layer,conv1.weight," + LAYER,
        "--out",
        out);
    assertFalse(Files.exists(Path.of(out)), "nothing is trained before the layers are known");
  }

  private static void assertRefused(String part, String... args) {
    List<String> all = new ArrayList<>(List.of("sensitivity"));
    all.addAll(List.of(args));
    Said said = dsd(all.toArray(String[]::new));
    assertEquals(2, said.code(), said.err());
    assertTrue(said.complaint().contains(part), said.err());
    assertFalse(said.err().contains("\tat "), "no stack trace for a person: " + said.err());
  }
}
