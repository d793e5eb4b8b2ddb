package org.dsd4j.djl.kit.conformance;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.RmsProp;

/** Pruning and updates. */
final class TrainingChecks {
  private static final int IN = 6;
  private static final int OUT = 40;
  private static final int PRUNED = 72;
  private static final double SPARSITY = 0.3;
  private static final String WEIGHT = "weight";
  private static final float RATE = 0.1f;
  private static final float MOMENTUM = 0.9f;
  private static final float DECAY = 0.01f;
  private static final double CLOSE = 1e-5;

  private TrainingChecks() {}

  /** The mask that sorting gives, and no bit of a kept weight changed. */
  static void masks(NDManager manager) {
    try (Network network = linear(manager);
        MaskedOptimizer optimizer = new MaskedOptimizer(sgd(), network.block())) {
      float[] before = values(network.block());
      Mask mask =
          optimizer
              .prune(PruningPolicy.perLayer(Sparsity.of(SPARSITY)))
              .masks()
              .values()
              .iterator()
              .next();
      float[] sizes = new float[before.length];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = Math.abs(before[i]);
      }
      Arrays.sort(sizes);
      double[] expected = new double[before.length];
      for (int i = 0; i < before.length; i++) {
        boolean kept = Math.abs(before[i]) >= sizes[PRUNED];
        ConformanceFailure.unless(mask.keeps(i) == kept, "the mask at place " + i + " is " + !kept);
        expected[i] = kept ? before[i] : 0;
      }
      ConformanceFailure.unlessClose("the pruned weight", expected, values(network.block()), 0);
      ConformanceFailure.unless(
          optimizer.masks().masks().containsValue(mask), "the mask is read back as another one");
    }
  }

  /**
   * Through DJL's own trainer: an engine whose parameter server keeps a copy of the weights brings
   * pruned ones back.
   */
  static void prunedStay(NDManager manager) {
    Block block = Linear.builder().setUnits(OUT).build();
    try (Model model =
            Model.newInstance("pruned", manager.getDevice(), manager.getEngine().getEngineName());
        MaskedOptimizer optimizer = new MaskedOptimizer(sgd(), block)) {
      model.setBlock(block);
      try (Trainer trainer =
          model.newTrainer(
              new DefaultTrainingConfig(Loss.l2Loss())
                  .optOptimizer(optimizer)
                  .optDevices(new ai.djl.Device[] {manager.getDevice()}))) {
        trainer.initialize(new Shape(1, IN));
        step(trainer, 1);
        Mask mask =
            optimizer
                .prune(PruningPolicy.perLayer(Sparsity.of(SPARSITY)))
                .masks()
                .values()
                .iterator()
                .next();
        for (int seed = 2; seed < 5; seed++) {
          step(trainer, seed);
          requirePruned(mask, values(block));
        }
      }
    }
  }

  private static void step(Trainer trainer, long seed) {
    try (NDManager scope = trainer.getManager().newSubManager()) {
      NDList x = new NDList(RandomArrays.gaussian(scope, new Shape(8, IN), seed));
      NDList y = new NDList(RandomArrays.gaussian(scope, new Shape(8, OUT), 100 + seed));
      try (GradientCollector collector = trainer.newGradientCollector()) {
        collector.backward(trainer.getLoss().evaluate(y, trainer.forward(x)));
      }
      trainer.step();
    }
  }

  private static void requirePruned(Mask mask, float[] weight) {
    int moved = 0;
    for (int i = 0; i < weight.length; i++) {
      ConformanceFailure.unless(
          mask.keeps(i) || weight[i] == 0, "after an update a pruned weight is " + weight[i]);
      moved += weight[i] == 0 ? 0 : 1;
    }
    ConformanceFailure.unless(
        moved == weight.length - PRUNED, "only " + moved + " weights are not zero");
  }

  /** Three updates of each optimizer, against the formulas in double precision. */
  static void optimizers(NDManager manager) {
    double[] w = RandomArrays.doubles(RandomArrays.gaussian(OUT, 1));
    double[] v = new double[OUT];
    try (MomentumSgd sgd = sgd()) {
      follow(
          "heavy-ball momentum",
          manager,
          sgd,
          (i, g) -> {
            v[i] = MOMENTUM * v[i] + g + DECAY * w[i];
            w[i] -= RATE * v[i];
            return w[i];
          });
    }
    double[] nesterovW = RandomArrays.doubles(RandomArrays.gaussian(OUT, 1));
    double[] nesterovV = new double[OUT];
    try (MomentumSgd sgd = builder().optNesterov(true).build()) {
      follow(
          "Nesterov momentum",
          manager,
          sgd,
          (i, g) -> {
            double decayed = g + DECAY * nesterovW[i];
            nesterovV[i] = MOMENTUM * nesterovV[i] + decayed;
            nesterovW[i] -= RATE * (decayed + MOMENTUM * nesterovV[i]);
            return nesterovW[i];
          });
    }
    double[] rmsW = RandomArrays.doubles(RandomArrays.gaussian(OUT, 1));
    double[] square = new double[OUT];
    try (RmsProp rmsProp =
        RmsProp.builder()
            .setLearningRateTracker(Tracker.fixed(RATE))
            .optRho(0.9f)
            .optEpsilon(0.01f)
            .build()) {
      follow(
          "rmsprop",
          manager,
          rmsProp,
          (i, g) -> {
            square[i] = 0.9 * square[i] + 0.1 * g * g;
            rmsW[i] -= RATE * g / Math.sqrt(square[i] + 0.01);
            return rmsW[i];
          });
    }
  }

  /** The formula of one weight. */
  @FunctionalInterface
  private interface Formula {
    /** Returns the weight of that index after an update with that gradient. */
    double update(int index, double gradient);
  }

  private static void follow(String name, NDManager manager, Optimizer optimizer, Formula formula) {
    // A matrix, since biases do not decay.
    NDArray weight = RandomArrays.gaussian(manager, new Shape(OUT / 2, 2), 1);
    for (int step = 0; step < 3; step++) {
      float[] gradient = RandomArrays.gaussian(OUT, 10 + step);
      double[] expected = new double[OUT];
      Arrays.setAll(expected, i -> formula.update(i, gradient[i]));
      optimizer.update("w", weight, ArrayValues.of(manager, gradient, weight.getShape()));
      ConformanceFailure.unlessClose(
          name + ", update " + (step + 1), expected, weight.toFloatArray(), CLOSE);
    }
  }

  private static MomentumSgd sgd() {
    return builder().build();
  }

  private static MomentumSgd.Builder builder() {
    return MomentumSgd.builder()
        .setLearningRateTracker(Tracker.fixed(RATE))
        .optMomentum(MOMENTUM)
        .optWeightDecays(DECAY);
  }

  private static Network linear(NDManager manager) {
    return Network.initialize(
        Linear.builder().setUnits(OUT).build(),
        manager.getEngine().getEngineName(),
        manager.getDevice(),
        4,
        new Shape(1, IN));
  }

  private static float[] values(Block block) {
    return NetworkParameters.of(block).find(WEIGHT).orElseThrow().array().toFloatArray();
  }
}
