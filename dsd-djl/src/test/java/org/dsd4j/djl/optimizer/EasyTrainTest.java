package org.dsd4j.djl.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NetworkParameters;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The masked optimizer alone, inside a training that is DJL's own. */
@ExtendWith(StartEngine.class)
final class EasyTrainTest {
  @ParameterizedTest
  @ValueSource(strings = {"sgd", "adam", "momentum"})
  void prunedWeightsStayZeroInDjlsOwnTrainer(String kind) throws Exception {
    Block block = Fixtures.mlp(12);
    try (Model model = Model.newInstance("easy");
        NDManager manager = NDManager.newBaseManager();
        var optimizer = new MaskedOptimizer(optimizer(kind), block)) {
      model.setBlock(block);
      ArrayDataset dataset = Fixtures.dataset(manager, 64, 1);
      DefaultTrainingConfig config =
          new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(optimizer);
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(8, Fixtures.IN));
        EasyTrain.fit(trainer, 1, dataset, null);

        MaskSet masks = optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.5)));
        List<float[]> pruned = weights(block, masks);
        EasyTrain.fit(trainer, 2, dataset, null);
        List<float[]> sparse = weights(block, masks);
        assertFalse(Arrays.equals(pruned.get(0), sparse.get(0)), "survivors train");
        assertEquals(0, revived(masks, sparse));

        optimizer.lift();
        EasyTrain.fit(trainer, 1, dataset, null);
        assertTrue(revived(masks, weights(block, masks)) > 0, "revived weights train");
      }
    }
  }

  private static List<float[]> weights(Block block, MaskSet masks) {
    NetworkParameters parameters = NetworkParameters.of(block);
    return masks.masks().keySet().stream()
        .map(path -> Fixtures.copy(parameters.find(path).orElseThrow().values()))
        .toList();
  }

  private static long revived(MaskSet masks, List<float[]> weights) {
    List<Mask> all = List.copyOf(masks.masks().values());
    long revived = 0;
    for (int p = 0; p < all.size(); p++) {
      Mask mask = all.get(p);
      float[] values = weights.get(p);
      revived +=
          IntStream.range(0, mask.size()).filter(i -> !mask.keeps(i) && values[i] != 0).count();
    }
    return revived;
  }

  private static Optimizer optimizer(String kind) {
    Tracker rate = Tracker.fixed(0.05f);
    return switch (kind) {
      case "sgd" -> Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
      case "adam" -> Optimizer.adam().optLearningRateTracker(rate).build();
      default -> MomentumSgd.builder().setLearningRateTracker(rate).optMomentum(0.9f).build();
    };
  }
}
