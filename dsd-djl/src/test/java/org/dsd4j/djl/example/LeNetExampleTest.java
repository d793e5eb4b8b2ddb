package org.dsd4j.djl.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.SequentialBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.ParameterKind;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.training.DsdResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class LeNetExampleTest {
  private static final int DIGITS = 640;
  private static final int HELD_OUT = 200;
  private static final int STEPS_PER_EPOCH = DIGITS / 32;
  private static final int EVALUATION = (HELD_OUT + 31) / 32;

  /**
   * MXNet rearranges weights while a forward pass goes on, so nobody may look at them then. That
   * masks hold there after every step is the matter of the tests of optimizers.
   */
  private static final boolean MAY_LOOK = StartEngine.NAME.equals("PyTorch");

  @Test
  void learnsThroughDenseSparseAndDense() {
    SequentialBlock lenet = LeNetExample.lenet();
    List<Long> weightsAtForward = new ArrayList<>();
    lenet.add(
        outputs -> {
          if (MAY_LOOK) {
            weightsAtForward.add(nonZeroWeights(lenet));
          }
          return outputs;
        });
    try (NDManager manager = NDManager.newBaseManager();
        DsdResult result =
            LeNetExample.train(
                lenet,
                GeneratedDigits.dataset(manager, DIGITS, 1),
                GeneratedDigits.dataset(manager, HELD_OUT, 2))) {
      Map<String, Double> metrics = result.metrics();
      assertTrue(metrics.get("Accuracy") > 0.9, metrics::toString);

      long all = 6 * 25 + 16 * 6 * 25 + 400 * 120 + 120 * 84 + 84 * 10;
      assertEquals(all, result.masks().size());
      assertEquals(all / 2, result.masks().kept());
      if (MAY_LOOK) {
        assertHalfOfTheWeights(weightsAtForward, all);
      }
      assertTrue(revived(result) > 0.9 * (all / 2.0), "no mask is left at the end");
    }
  }

  private static void assertHalfOfTheWeights(List<Long> weightsAtForward, long all) {
    // Before the first step, the network is tried out.
    int dense = weightsAtForward.size() - 2 * (4 * STEPS_PER_EPOCH + EVALUATION);
    int sparse = 4 * STEPS_PER_EPOCH + EVALUATION;
    assertTrue(dense > 8 * STEPS_PER_EPOCH + EVALUATION, weightsAtForward::toString);
    assertTrue(weightsAtForward.subList(0, dense).stream().allMatch(n -> n > 0.99 * all));
    assertTrue(
        weightsAtForward.subList(dense, dense + sparse).stream().allMatch(n -> n == all / 2),
        "every forward pass of the sparse phase sees exactly half of the weights");
  }

  @Test
  void djlsOwnLoopTrainsUnderMasks() throws Exception {
    assumeTrue(MAY_LOOK, "the weights of MXNet cannot be looked at during a forward pass");
    try (NDManager manager = NDManager.newBaseManager();
        Model model = Model.newInstance("lenet", Device.cpu(), StartEngine.NAME)) {
      SequentialBlock lenet = LeNetExample.lenet();
      List<Long> weightsAtForward = new ArrayList<>();
      lenet.add(
          outputs -> {
            weightsAtForward.add(nonZeroWeights(lenet));
            return outputs;
          });
      model.setBlock(lenet);
      OwnLoopExample.train(
          model, GeneratedDigits.dataset(manager, 64, 1), GeneratedDigits.dataset(manager, 32, 2));
      long all = 6 * 25 + 16 * 6 * 25 + 400 * 120 + 120 * 84 + 84 * 10;
      // An epoch is two batches and one to validate.
      int sparse = weightsAtForward.size() - 2 * 3 - 2 * 3;
      assertTrue(
          weightsAtForward.subList(sparse, sparse + 2 * 3).stream().allMatch(n -> n == all / 2),
          weightsAtForward::toString);
      assertTrue(weightsAtForward.get(weightsAtForward.size() - 1) > all / 2);
    }
  }

  private static long nonZeroWeights(SequentialBlock lenet) {
    return NetworkParameters.of(lenet).all().stream()
        .filter(named -> named.kind() == ParameterKind.WEIGHT)
        .mapToLong(LeNetExampleTest::nonZero)
        .sum();
  }

  private static long nonZero(NamedParameter named) {
    long count = 0;
    for (float value : Fixtures.copy(named.values())) {
      count += value == 0 ? 0 : 1;
    }
    return count;
  }

  private static long revived(DsdResult result) {
    long count = 0;
    for (Map.Entry<String, Mask> entry : result.masks().masks().entrySet()) {
      float[] values = Fixtures.values(result.network(), entry.getKey());
      for (int i = 0; i < values.length; i++) {
        count += !entry.getValue().keeps(i) && values[i] != 0 ? 1 : 0;
      }
    }
    return count;
  }
}
