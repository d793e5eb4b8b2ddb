package com.example.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.junit.jupiter.api.Test;

/** Who has a training loop, here DJL's own, keeps it and prunes and lifts between its epochs. */
class OwnLoopTest {
  @Test
  void prunedWeightsStayZeroAndMoveAgainWhenTheMaskIsLifted() throws Exception {
    SequentialBlock network =
        new SequentialBlock()
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(32).build())
            .add(Activation::relu)
            .add(Linear.builder().setUnits(Digits.CLASSES).build());
    Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(0.001f)).build();
    try (NDManager manager = NDManager.newBaseManager();
        MaskedOptimizer optimizer = new MaskedOptimizer(adam, network);
        Model model = Model.newInstance("digits")) {
      model.setBlock(network);
      ArrayDataset digits = Digits.of(manager, 320, 1);
      ArrayDataset heldOut = Digits.of(manager, 96, 2);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
              .optOptimizer(optimizer)
              .addEvaluator(new Accuracy())
              .addTrainingListeners(new EvaluatorTrainingListener());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(1, 1, 28, 28));
        EasyTrain.fit(trainer, 2, digits, heldOut);
        Weights dense = Weights.of(network);
        assertEquals(0, dense.zeros());

        MaskSet masks = optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.50)));
        Weights pruned = Weights.of(network);
        assertEquals(dense.count() / 2, pruned.zeros());
        assertEquals(masks.size() - masks.kept(), pruned.zeros());
        assertEquals(0, pruned.othersThatMovedIn(dense), "the others stay as they are");

        EasyTrain.fit(trainer, 2, digits, heldOut);
        Weights sparse = Weights.of(network);
        assertEquals(0, pruned.zerosThatMovedIn(sparse), "pruned weights stay zero");
        assertTrue(pruned.othersThatMovedIn(sparse) > 0.9 * masks.kept(), "the others train");

        optimizer.lift();
        EasyTrain.fit(trainer, 2, digits, heldOut);
        Weights redense = Weights.of(network);
        assertTrue(sparse.zerosThatMovedIn(redense) > 0.9 * sparse.zeros(), "the revived move");
        float accuracy = trainer.getTrainingResult().getValidateEvaluation("Accuracy");
        assertTrue(accuracy > 0.9, () -> "accuracy " + accuracy);
      }
    }
  }
}
