package org.dsd4j.djl.example;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.optimizer.Adam;
import org.dsd4j.djl.optimizer.MaskedOptimizer;

/** Dense-Sparse-Dense in a training loop that is DJL's own: the second example of the README. */
final class OwnLoopExample {
  private OwnLoopExample() {}

  /** Trains the block of a model on some digits and measures it on others. */
  static void train(Model model, ArrayDataset digits, ArrayDataset heldOut)
      throws IOException, TranslateException {
    // snippet
    MaskedOptimizer optimizer =
        new MaskedOptimizer(Adam.of(Tracker.fixed(1e-3f)), model.getBlock());
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(optimizer);
    try (Trainer trainer = model.newTrainer(config)) {
      trainer.initialize(new Shape(1, 1, 28, 28));
      EasyTrain.fit(trainer, 4, digits, heldOut);
      optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.50)));
      EasyTrain.fit(trainer, 2, digits, heldOut);
      optimizer.lift();
      EasyTrain.fit(trainer, 2, digits, heldOut);
    }
    // end snippet
    optimizer.close();
  }
}
