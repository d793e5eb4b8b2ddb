package org.dsd4j.reproductions.cli;

import static org.dsd4j.reproductions.cli.Said.dsd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reports.store.StoreLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other runs in the folder of an arm, and what the lines about them say to do. */
@Tag("slow")
class ForeignFilesTest {
  @TempDir Path dir;
  private ArmPath baseline;
  private ArmPath other;
  private ArmPath sparse;

  @BeforeEach
  void twoBaselines() {
    Said said = run("baseline", "2");
    assertEquals(0, said.code(), said.err());
    baseline = arm(1, "baseline");
    other = arm(2, "baseline");
    sparse = arm(1, "sparse");
  }

  private ArmPath arm(long seed, String name) {
    return new StoreLayout(dir.resolve("runs"))
        .row("embedded", "resnet18")
        .engine("PyTorch")
        .seed(seed, 1)
        .arm(name);
  }

  private Said run(String arms, String seeds) {
    List<String> words = new ArrayList<>(List.of("run", "resnet18", "--seeds", seeds));
    words.addAll(List.of("--epochs-factor", "0.03", "--width", "4", "--threads", "1"));
    words.addAll(List.of("--arms", arms, "--no-report", "--out", dir.resolve("runs").toString()));
    return dsd(words.toArray(String[]::new));
  }

  private void assertRefused(Said said, String... parts) {
    assertEquals(4, said.code(), said.err());
    for (String part : parts) {
      assertTrue(said.complaint().contains(part), said.err());
    }
    assertFalse(said.err().contains("\tat "), said.err());
  }

  @Test
  void theEndOfAnotherSeedIsNoStart() throws IOException {
    byte[] right = Files.readAllBytes(baseline.finalWeights());
    Files.copy(other.finalWeights(), dir.resolve("kept"));
    Files.write(other.finalWeights(), right);
    Files.delete(baseline.finalWeights());
    Files.copy(dir.resolve("kept"), baseline.finalWeights());
    assertRefused(
        run("sparse", "2"),
        baseline.finalWeights() + " is of another run (embedded/resnet18/PyTorch/2/baseline ",
        "not embedded/resnet18/PyTorch/1/baseline ",
        "move the folder " + baseline.path() + " away and run the row again");
    assertFalse(Files.exists(sparse.run()), "the arm began before its start was looked at");
    Said export =
        dsd("export", "--run", baseline.path().toString(), "--out", dir.resolve("x").toString());
    assertRefused(export, "is of another run");

    Files.move(baseline.path(), dir.resolve("away"));
    assertEquals(0, run("sparse", "1").code());
    assertEquals(
        ArmRecord.resultIn(new ArmPath(dir.resolve("away"))).orElseThrow().weightsSha256(),
        ArmRecord.resultIn(baseline).orElseThrow().weightsSha256());
  }

  @Test
  void aDamagedOrMissingEndSaysWhatLeadsOn() throws IOException {
    byte[] bytes = Files.readAllBytes(baseline.finalWeights());
    bytes[bytes.length / 2] ^= 1;
    Files.write(baseline.finalWeights(), bytes);
    String remedy = "move the folder " + baseline.path() + " away and run the row again";
    assertRefused(run("sparse", "1"), "is not a whole checkpoint", remedy);
    Files.delete(baseline.finalWeights());
    assertRefused(run("sparse", "1"), "there is no " + baseline.finalWeights(), remedy);
    Files.move(baseline.path(), dir.resolve("away"));
    assertEquals(0, run("sparse", "1").code());
  }

  @Test
  void theCheckpointOfAnotherRunIsNotGoneOnWith() throws IOException {
    Files.createDirectories(sparse.path());
    Files.copy(baseline.finalWeights(), sparse.checkpoint());
    assertRefused(
        run("sparse", "1"),
        sparse.checkpoint() + " is of another run (embedded/resnet18/PyTorch/1/baseline ",
        "delete it to start this arm again");
    Files.delete(sparse.checkpoint());
    assertEquals(0, run("sparse", "1").code());
  }

  @Test
  void theEventsOfAnotherRunAreNoticed() throws IOException {
    assertEquals(0, run("sparse", "2").code());
    String whole = Files.readString(sparse.events());
    String weights = ArmRecord.resultIn(sparse).orElseThrow().weightsSha256();
    Files.delete(sparse.result());
    assertTrue(
        new RunStore(dir.resolve("runs")).load().problems().get(0).contains("run the row again"));
    Files.writeString(sparse.events(), Files.readString(arm(2, "sparse").events()));
    Said refused = run("sparse", "1");
    assertEquals(3, refused.code(), refused.err());
    assertTrue(
        refused.complaint().contains("is of another run (embedded/resnet18/PyTorch/2/sparse "),
        refused.err());
    Files.writeString(sparse.events(), whole);
    assertEquals(0, run("sparse", "1").code(), "a run without its result is made again");
    assertEquals(weights, ArmRecord.resultIn(sparse).orElseThrow().weightsSha256());
    assertEquals(List.of(), new RunStore(dir.resolve("runs")).load().problems());
  }
}
