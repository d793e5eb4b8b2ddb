package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.List;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.data.EpochOrder;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedMomentum;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Twenty steps through D, S and D equal the same arithmetic in plain Java and double precision,
 * weight by weight, after every step; in double precision to the twelfth digit.
 */
@ExtendWith(StartEngine.class)
final class TrajectoryTest {
  private static final int EXAMPLES = 13;
  private static final int BATCH = 5;
  private static final int HIDDEN = 7;
  private static final long SEED = 42;
  private static final double SPARSITY = 0.4;
  private static final DsdPlan PLAN =
      DsdPlan.of(
          new Phase.Dense("dense", Budget.steps(7), LearningRate.constant(0.2)),
          new Phase.Sparse(
              "sparse",
              Budget.steps(7),
              LearningRate.steps(0.1, 0.1, 0.5),
              PruningPolicy.perLayer(Sparsity.of(SPARSITY))),
          new Phase.Redense("redense", Budget.steps(6), LearningRate.constant(0.05)));

  @ParameterizedTest
  @CsvSource({
    "SINGLE,false,ZERO",
    "SINGLE,true,ZERO",
    "SINGLE,false,KEEP",
    "SINGLE,true,KEEP",
    "DOUBLE,false,ZERO",
    "DOUBLE,true,KEEP"
  })
  void equalsPlainJava(Precision precision, boolean nesterov, MaskedMomentum momentum) {
    PlannedRate rate = new PlannedRate();
    MomentumSgd sgd =
        MomentumSgd.builder()
            .setLearningRateTracker(rate)
            .optMomentum(0.9f)
            .optNesterov(nesterov)
            .optWeightDecays(0.01f)
            .build();
    try (NDManager manager = NDManager.newBaseManager();
        Network network = Fixtures.network(Fixtures.mlp(HIDDEN), precision, SEED);
        var optimizer = new MaskedOptimizer(sgd, network.block(), momentum)) {
      ReferenceTraining reference = reference(network, nesterov, momentum == MaskedMomentum.KEEP);
      var batches = new DatasetBatches(Fixtures.dataset(manager, EXAMPLES, 3), BATCH, SEED);
      DsdObserver compare = new Compare(network, reference);
      new DsdLoop(
              network,
              Loss.softmaxCrossEntropyLoss(),
              optimizer,
              rate,
              batches,
              Evaluation.NONE,
              compare,
              LoopSettings.of(SEED))
          .run(PLAN, Position.START);
      assertEquals(20, reference.steps());
    }
  }

  private static ReferenceTraining reference(Network network, boolean nesterov, boolean keep) {
    List<float[]> initial =
        network.parameters().all().stream().map(named -> Fixtures.copy(named.values())).toList();
    return new ReferenceTraining(initial, Fixtures.IN, HIDDEN, Fixtures.CLASSES, nesterov, keep);
  }

  /** Takes each step in plain Java too, then compares. */
  private record Compare(Network network, ReferenceTraining reference) implements DsdObserver {
    private static final float[][] INPUTS = Fixtures.inputs(EXAMPLES, 3);
    private static final float[] LABELS = Fixtures.labels(INPUTS);

    @Override
    public void stepDone(Step step) {
      int before = (int) step.at().globalStep() - 1;
      if (before == 7) {
        reference.prune(SPARSITY);
      } else if (before == 14) {
        reference.lift();
      }
      // 13 examples in batches of 5: three steps an epoch, the last of three examples.
      int[] order = new EpochOrder(EXAMPLES, SEED).permutation(before / 3);
      int from = before % 3 * BATCH;
      int to = Math.min(from + BATCH, EXAMPLES);
      float[][] inputs = new float[to - from][];
      int[] labels = new int[to - from];
      for (int i = from; i < to; i++) {
        inputs[i - from] = INPUTS[order[i]];
        labels[i - from] = (int) LABELS[order[i]];
      }
      double loss = reference.step(inputs, labels, rate(before));
      assertEquals(to - from, step.examples());
      double tolerance = network.precision() == Precision.SINGLE ? 1e-5 : 1e-12;
      assertEquals(loss, step.loss(), tolerance, "loss of step " + before);
      for (int p = 0; p < reference.parameters(); p++) {
        NamedParameter named = network.parameters().all().get(p);
        assertArrayEquals(
            reference.values(p),
            Fixtures.doubles(named.array()),
            tolerance,
            named.path() + " after step " + before);
      }
    }

    private static double rate(int step) {
      if (step < 7) {
        return 0.2;
      }
      // The milestone at half of seven steps is rounded to the fourth.
      return step < 14 ? (step < 11 ? 0.1 : 0.01) : 0.05;
    }
  }
}
