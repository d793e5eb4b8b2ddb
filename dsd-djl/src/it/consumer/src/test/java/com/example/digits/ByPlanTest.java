package com.example.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.SequentialBlock;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.training.DsdResult;
import org.junit.jupiter.api.Test;

class ByPlanTest {
  private static final int IMAGES = 320;
  private static final int HELD_OUT = 96;
  private static final int BATCH = 32;

  /** Half of the weights are zero in every forward pass of the sparse phase, and in none before. */
  @Test
  void learnsThroughDenseSparseAndDense() {
    assertEquals("PyTorch", Engine.getInstance().getEngineName());
    SequentialBlock lenet = ByPlan.lenet();
    List<Integer> zeros = new ArrayList<>();
    lenet.add(
        outputs -> {
          zeros.add(Weights.of(lenet).zeros());
          return outputs;
        });
    try (NDManager manager = NDManager.newBaseManager();
        DsdResult result =
            ByPlan.train(lenet, Digits.of(manager, IMAGES, 1), Digits.of(manager, HELD_OUT, 2))) {
      assertTrue(result.metrics().get("Accuracy") > 0.9, () -> result.metrics().toString());
      int pruned = Weights.of(lenet).count() / 2;
      assertEquals(pruned, result.masks().size() - result.masks().kept());
      int phase = 4 * IMAGES / BATCH + HELD_OUT / BATCH;
      List<Integer> sparse = zeros.subList(zeros.size() - 2 * phase, zeros.size() - phase);
      assertTrue(sparse.stream().allMatch(n -> n == pruned), () -> "zeros at steps: " + zeros);
      List<Integer> dense = zeros.subList(0, zeros.size() - 2 * phase);
      assertTrue(dense.stream().allMatch(n -> n < pruned / 10), () -> "zeros at steps: " + zeros);
      // What was pruned trains again, but for units that show nothing to anybody.
      int left = Weights.of(lenet).zeros();
      assertTrue(left < pruned / 2, () -> left + " zeros are left of " + pruned);
    }
  }
}
