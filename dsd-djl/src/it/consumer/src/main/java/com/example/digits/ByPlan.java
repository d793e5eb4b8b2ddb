package com.example.digits;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.loss.Loss;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.training.DsdResult;
import org.dsd4j.djl.training.DsdTraining;

/** A network that is trained by a plan: the lines of the README. */
final class ByPlan {
  private ByPlan() {}

  static SequentialBlock lenet() {
    return new SequentialBlock()
        .add(new AlignedConv2d(new AlignedConv2d.Settings(1, 6, 5, 1, 2, true)))
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(new AlignedConv2d(new AlignedConv2d.Settings(6, 16, 5, 1, 0, true)))
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(120).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(84).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(Digits.CLASSES).build());
  }

  static DsdResult train(Block lenet, ArrayDataset digits, ArrayDataset heldOut) {
    // snippet
    PruningPolicy half = PruningPolicy.perLayer(Sparsity.of(0.50));
    DsdPlan plan =
        DsdPlan.of(
            new Phase.Dense("dense", Budget.epochs(8), LearningRate.constant(0.03)),
            new Phase.Sparse("sparse", Budget.epochs(4), LearningRate.constant(0.01), half),
            new Phase.Redense("redense", Budget.epochs(4), LearningRate.constant(0.003)));
    DsdResult result =
        DsdTraining.of(lenet, Loss.softmaxCrossEntropyLoss())
            .optimizer(rate -> MomentumSgd.of(rate, 0.9f))
            .train(digits, 32)
            .validate(heldOut, new Accuracy())
            .run(plan);
    // end snippet
    return result;
  }
}
