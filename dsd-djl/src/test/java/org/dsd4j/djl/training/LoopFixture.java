package org.dsd4j.djl.training;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.dataset.RandomAccessDataset;
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
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.PlannedRate;

/** A loop with everything around it, over 13 examples in batches of 5: three steps an epoch. */
final class LoopFixture implements AutoCloseable {
  static final int EXAMPLES = 13;
  static final int BATCH = 5;
  static final Loss LOSS = Loss.softmaxCrossEntropyLoss();

  final NDManager manager = NDManager.newBaseManager();
  final Network network;
  final MomentumSgd sgd;
  final MaskedOptimizer optimizer;
  private final PlannedRate rate = new PlannedRate();
  private final DatasetBatches batches;

  LoopFixture(Block block, long seed) {
    this(block, Precision.SINGLE, seed);
  }

  LoopFixture(Block block, Precision precision, long seed) {
    this(block, precision, seed, EXAMPLES);
  }

  LoopFixture(Block block, long seed, int examples) {
    this(block, Precision.SINGLE, seed, examples);
  }

  private LoopFixture(Block block, Precision precision, long seed, int examples) {
    network = Fixtures.network(block, precision, seed);
    sgd = MomentumSgd.of(rate, 0.9f);
    optimizer = new MaskedOptimizer(sgd, block);
    batches = new DatasetBatches(Fixtures.dataset(manager, examples, seed), BATCH, seed);
  }

  LoopFixture(Block block, long seed, RandomAccessDataset dataset) {
    network = Fixtures.network(block, seed);
    sgd = MomentumSgd.of(rate, 0.9f);
    optimizer = new MaskedOptimizer(sgd, block);
    batches = new DatasetBatches(dataset, BATCH, seed);
  }

  /** Dense, sparse at one half, re-dense, of so many steps each. */
  static DsdPlan plan(int dense, int sparse, int redense) {
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.steps(dense), LearningRate.constant(0.1)),
        new Phase.Sparse(
            "sparse",
            Budget.steps(sparse),
            LearningRate.constant(0.05),
            PruningPolicy.perLayer(Sparsity.of(0.5))),
        new Phase.Redense("redense", Budget.steps(redense), LearningRate.constant(0.02)));
  }

  static DsdPlan dense(int steps, double rate) {
    return new DsdPlan(
        List.of(new Phase.Dense("dense", Budget.steps(steps), LearningRate.constant(rate))));
  }

  Evaluation evaluation() {
    return new DatasetEvaluation(
        new DatasetBatches(Fixtures.dataset(manager, 9, 77), BATCH, 0), LOSS, List.of());
  }

  Position run(DsdPlan plan, Position from, DsdObserver observer, LoopSettings settings) {
    return run(plan, from, observer, settings, evaluation());
  }

  Position run(
      DsdPlan plan,
      Position from,
      DsdObserver observer,
      LoopSettings settings,
      Evaluation validation) {
    return new DsdLoop(network, LOSS, optimizer, rate, batches, validation, observer, settings)
        .run(plan, from);
  }

  Position restore(Checkpoint checkpoint) {
    checkpoint.restore(network, optimizer);
    return checkpoint.position();
  }

  @Override
  public void close() {
    optimizer.close();
    network.close();
    manager.close();
  }
}
