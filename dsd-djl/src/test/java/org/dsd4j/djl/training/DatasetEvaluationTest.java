package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StartEngine.class)
final class DatasetEvaluationTest {
  private static final int EXAMPLES = 23;

  @TempDir private Path folder;

  @Test
  void isTheMeanOverExamplesAndLeavesTheNetworkAlone() {
    try (NDManager manager = NDManager.newBaseManager();
        Network network = Fixtures.network(Fixtures.mlpWithNormAndDropout(), 1)) {
      String before = network.sha256();
      // Batches of 5, the last of 3: the mean of batch means would be another number.
      Map<String, Double> metrics = evaluation(manager, 5).measure(network);
      assertEquals(before, network.sha256(), "running statistics stay");

      float[][] inputs = Fixtures.inputs(EXAMPLES, 8);
      NDList outputs = network.forward(new NDList(manager.create(inputs)), false);
      NDArray labels = manager.create(Fixtures.labels(inputs));
      double loss = LoopFixture.LOSS.evaluate(new NDList(labels), outputs).getFloat();
      assertEquals(loss, metrics.get("loss"), 1e-6);
      long right =
          outputs
              .singletonOrThrow()
              .argMax(1)
              .eq(labels.toType(DataType.INT64, false))
              .sum()
              .getLong();
      assertEquals((double) right / EXAMPLES, metrics.get("Accuracy"), 1e-6);
      assertEquals(metrics, evaluation(manager, 5).measure(network), "and again");
    }
  }

  @Test
  void aTrainingWithoutItsPartsSaysWhatIsMissing() {
    var e =
        assertThrows(
            IllegalStateException.class,
            () ->
                DsdTraining.of(Fixtures.mlp(3), LoopFixture.LOSS)
                    .run(LoopFixture.dense(1, 0.1))
                    .close());
    assertTrue(e.getMessage().contains(".optimizer(...)"), e::getMessage);
  }

  @Test
  void aTrainingResumedAtItsEndIsMeasuredAllTheSame() {
    Path file = folder.resolve("checkpoint");
    try (NDManager manager = NDManager.newBaseManager()) {
      DsdResult whole = train(manager, file);
      DsdResult again = train(manager, file);
      try (whole;
          again) {
        assertEquals(whole.network().sha256(), again.network().sha256());
        assertEquals(whole.metrics(), again.metrics());
        assertEquals(
            List.of("Accuracy", "loss"), again.metrics().keySet().stream().sorted().toList());
      }
    }
  }

  private static DsdResult train(NDManager manager, Path file) {
    return DsdTraining.of(Fixtures.mlp(8), LoopFixture.LOSS)
        .optimizer(rate -> MomentumSgd.of(rate, 0.9f))
        .train(Fixtures.dataset(manager, EXAMPLES, 7), 5)
        .validate(Fixtures.dataset(manager, EXAMPLES, 8), new Accuracy())
        .seed(3)
        .checkpoint(file)
        .run(LoopFixture.plan(2, 2, 2));
  }

  private static DatasetEvaluation evaluation(NDManager manager, int batchSize) {
    ArrayDataset dataset = Fixtures.dataset(manager, EXAMPLES, 8);
    return new DatasetEvaluation(
        new DatasetBatches(dataset, batchSize, 0), LoopFixture.LOSS, List.of(new Accuracy()));
  }
}
