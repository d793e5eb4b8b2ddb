package org.dsd4j.reproductions.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dsd4j.reports.fault.Faults;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.RunStore;
import org.dsd4j.reproductions.fault.DsdProcess.Ended;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No arm trains on from weights that are not those that its parent ended with. */
@Tag("slow")
@Tag("faults")
class DamagedWeightsTest {
  private static final int FAULTS = 2 * Math.min(5, Faults.times());

  @TempDir private Path dir;

  @Test
  void nothingIsTrainedOnFromWeightsThatAreDamaged() throws Exception {
    assumeTrue(!Faults.isShort(), "in the long form alone: mvn test -Pfaults");
    DisturbedRun run =
        new DisturbedRun(
            dir, "run", "resnet18", "--epochs-factor", "0.02", "--width", "4", "--arms", "sparse");
    run.requireSameEnd("undisturbed");
    ArmPath baseline =
        new RunStore(run.store())
            .layout()
            .row("embedded", "resnet18")
            .engine("PyTorch")
            .seed(1, 1)
            .arm("baseline");
    ArmPath sparse = baseline.seed().arm("sparse");
    byte[] whole = Files.readAllBytes(baseline.finalWeights());
    byte[] other = Files.readAllBytes(sparse.finalWeights());
    Random random = Faults.random("weights");
    int refused = 0;
    for (int i = 0; i < FAULTS; i++) {
      Stores.delete(sparse.path());
      Files.write(baseline.finalWeights(), damaged(i % 4, whole, other, random));
      Ended ended = run.run(run.usual());
      if (ended.code() != 0) {
        assertOneLine(ended);
        refused++;
        Files.write(baseline.finalWeights(), whole);
      }
      run.requireSameEnd("damage " + i);
    }
    Faults.found("damaged weights of a parent: " + FAULTS + ", refused in one line " + refused);
  }

  private static byte[] damaged(int kind, byte[] whole, byte[] other, Random random) {
    byte[] bytes = whole.clone();
    switch (kind) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= 1;
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> bytes = other;
      default -> bytes[random.nextInt(2000)] ^= 16;
    }
    return bytes;
  }

  private static void assertOneLine(Ended ended) {
    assertTrue(List.of(3, 4).contains(ended.code()), ended.said());
    assertFalse(ended.said().contains("\tat "), ended.said());
    assertEquals(
        1, ended.said().lines().filter(line -> line.startsWith("dsd: ")).count(), ended.said());
  }
}
