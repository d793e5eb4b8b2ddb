package org.dsd4j.djl.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.evaluator.TopKAccuracy;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.EpochTrainingListener;
import ai.djl.training.listener.EvaluatorTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.util.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.training.Trainings.Steps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The settings of a training other than its data and plan. */
@ExtendWith(StartEngine.class)
final class TrainingOptionsTest {
  private static final DsdPlan PLAN = LoopFixture.plan(4, 4, 4);

  private final NDManager manager = NDManager.newBaseManager();
  private final Block block = Fixtures.mlp(8);

  @AfterEach
  void free() {
    block.clear();
    manager.close();
  }

  @Test
  void severalBatchesMakeTheUpdateOfOneLargeBatch() {
    Block large = Fixtures.mlp(8);
    Steps steps = new Steps();
    // 20 examples: 5 + 5 + 5, then the 5 that are left; and in one batch 15, then 5.
    Trainings.of(block, manager).accumulate(3).observe(steps).run(PLAN).close();
    Trainings.of(large, manager).train(Fixtures.dataset(manager, 20, 3), 15).run(PLAN).close();
    assertEquals(List.of(15, 5, 15, 5), steps.examples.subList(0, 4));
    assertEquals(12, steps.taken);
    List<float[]> expected = Trainings.values(large);
    List<float[]> actual = Trainings.values(block);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), 1e-5f);
    }
    large.clear();
  }

  @Test
  void unevenBatchesWeighByTheirExamples() {
    Block large = Fixtures.mlp(8);
    // 20 examples in batches of 8: 8 + 8 + 4 make one update of all.
    Trainings.of(block, manager)
        .train(Fixtures.dataset(manager, 20, 3), 8)
        .accumulate(3)
        .run(PLAN)
        .close();
    Trainings.of(large, manager).train(Fixtures.dataset(manager, 20, 3), 20).run(PLAN).close();
    List<float[]> expected = Trainings.values(large);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), Trainings.values(block).get(i), 1e-5f);
    }
    large.clear();
  }

  @Test
  void theNormOfTheGradientsIsBounded() {
    try (var network = Fixtures.network(block, 4)) {
      List<float[]> before = Trainings.values(block);
      Trainings.of(block, manager)
          .optimizer(rate -> MomentumSgd.of(rate, 0))
          .boundGradientNorm(1e-3)
          .run(LoopFixture.dense(1, 1))
          .close();
      double squares = 0;
      for (int i = 0; i < before.size(); i++) {
        float[] after = Trainings.values(block).get(i);
        for (int j = 0; j < after.length; j++) {
          squares += Math.pow(after[j] - before.get(i)[j], 2);
        }
      }
      assertEquals(1e-3, Math.sqrt(squares), 1e-5);
      assertTrue(network.parameters().trainable() > 0);
    }
    assertThrows(
        IllegalArgumentException.class, () -> Trainings.of(block, manager).boundGradientNorm(0));
  }

  @Test
  void bothObserversAreTold() {
    Steps first = new Steps();
    Steps second = new Steps();
    Trainings.of(block, manager).observe(first).observe(second).run(PLAN).close();
    assertEquals(12, first.taken);
    assertEquals(12, second.taken);
  }

  @Test
  void evaluationsComeAsOftenAsAskedWithEveryEvaluator() {
    List<Long> places = new ArrayList<>();
    DsdObserver observer =
        new DsdObserver() {
          @Override
          public void evaluated(Position at, Map<String, Double> metrics) {
            places.add(at.globalStep());
            assertEquals(Set.of("loss", "Accuracy", "Top3"), metrics.keySet());
          }
        };
    try (DsdResult result =
        Trainings.of(block, manager)
            .validate(Fixtures.dataset(manager, 9, 7), new Accuracy(), new TopKAccuracy("Top3", 3))
            .evaluateEvery(3)
            .observe(observer)
            .run(PLAN)) {
      assertEquals(List.of(3L, 4L, 7L, 8L, 11L, 12L), places);
      assertTrue(result.metrics().get("Top3") >= result.metrics().get("Accuracy"));
    }
  }

  /** Records the events that it is notified of. */
  private static final class Diary extends TrainingListenerAdapter {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void onEpoch(Trainer trainer) {
      lines.add("epoch");
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData data) {
      assertEquals(data.getBatch().getSize(), size(data.getLabels()), "labels of the batch");
      assertEquals(data.getBatch().getSize(), size(data.getPredictions()));
      lines.add("batch of " + data.getBatch().getSize());
    }

    private static long size(Map<Device, ai.djl.ndarray.NDList> lists) {
      return lists.get(Device.cpu()).head().getShape().get(0);
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData data) {
      lines.add("validation of " + data.getBatch().getSize());
    }

    @Override
    public void onTrainingBegin(Trainer trainer) {
      lines.add("begin");
    }

    @Override
    public void onTrainingEnd(Trainer trainer) {
      assertTrue(trainer.getModel().getBlock().isInitialized());
      lines.add("end");
    }
  }

  @Test
  void djlsListenersAreToldInDjlsOrder() {
    Diary diary = new Diary();
    List<Float> accuracies = new ArrayList<>();
    TrainingListener reader =
        new TrainingListenerAdapter() {
          @Override
          public void onEpoch(Trainer trainer) {
            accuracies.add(trainer.getTrainingResult().getValidateEvaluation("Accuracy"));
          }
        };
    try (DsdResult result =
        Trainings.of(block, manager)
            .train(Fixtures.dataset(manager, 8, 3), 5)
            .validate(Fixtures.dataset(manager, 4, 7), new Accuracy())
            .listeners(diary)
            .listeners(new EvaluatorTrainingListener(), reader)
            .run(LoopFixture.plan(4, 2, 2))) {
      List<String> epoch = List.of("batch of 5", "batch of 3", "validation of 4", "epoch");
      List<String> expected = new ArrayList<>(List.of("begin"));
      for (int i = 0; i < 4; i++) {
        expected.addAll(epoch);
      }
      expected.add("end");
      assertEquals(expected, diary.lines);
      assertEquals(4, accuracies.size());
      assertEquals(result.metrics().get("Accuracy"), accuracies.get(3), 1e-6);
    }
    assertTrue(block.isInitialized(), "the block outlives the listeners' trainer");
  }

  @Test
  void anEarlyStopIsAStop() {
    EarlyStoppingListener impatient =
        EarlyStoppingListener.builder()
            .optMonitoredMetric("validateLoss")
            .optMinEpochs(1)
            .optEarlyStopPctImprovement(99)
            .optEpochPatience(1)
            .build();
    try (DsdResult result =
        Trainings.of(block, manager)
            .validate(Fixtures.dataset(manager, 4, 7))
            .listeners(new EpochTrainingListener(), new EvaluatorTrainingListener(), impatient)
            .run(LoopFixture.plan(40, 40, 40))) {
      assertFalse(result.finished());
      assertTrue(result.end().globalStep() % 4 == 0 && result.end().globalStep() < 40);
    }
  }

  @Test
  void progressShowsTheStepsOfEachPhase() {
    List<String> shown = new ArrayList<>();
    Progress bar =
        new Progress() {
          @Override
          public void reset(String message, long max, String trailingMessage) {
            shown.add(message + " of " + max);
          }

          @Override
          public void start(long initialProgress) {
            shown.add("from " + initialProgress);
          }

          @Override
          public void end() {
            shown.add("end");
          }

          @Override
          public void increment(long increment) {
            throw new UnsupportedOperationException("not used");
          }

          @Override
          public void update(long progress, String message) {
            shown.add(Long.toString(progress));
          }
        };
    Trainings.of(block, manager).progress(bar).run(LoopFixture.plan(2, 1, 1)).close();
    assertEquals(
        List.of(
            "dense of 2",
            "from 0",
            "1",
            "2",
            "end",
            "sparse of 1",
            "from 0",
            "1",
            "end",
            "redense of 1",
            "from 0",
            "1",
            "end"),
        shown);
  }

  @Test
  void engineDeviceAndPrecisionAreThoseAskedFor() {
    try (DsdResult result =
        Trainings.of(block, manager)
            .engine(StartEngine.NAME.toLowerCase(java.util.Locale.ROOT))
            .device(Device.cpu())
            .precision(Precision.DOUBLE)
            .run(PLAN)) {
      assertEquals(Precision.DOUBLE, result.network().precision());
      NetworkParameters.of(block)
          .all()
          .forEach(named -> assertEquals(DataType.FLOAT64, named.array().getDataType()));
    }
  }

  @Test
  void theBatchSizeOfTheDatasetIsTaken() {
    Steps steps = new Steps();
    Trainings.of(block, manager)
        .train(Fixtures.dataset(manager, 20, 3))
        .observe(steps)
        .run(LoopFixture.dense(3, 0.1))
        .close();
    assertEquals(List.of(8, 8, 4), steps.examples);
  }

  @Test
  void aLastBatchOfOneExampleBeforeANormalisationIsRefusedOrDropped() {
    Block norm = Fixtures.mlpWithNormAndDropout();
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Trainings.of(norm, manager).train(Fixtures.dataset(manager, 16, 3), 5).run(PLAN));
    assertEquals(
        "the last batch of an epoch has one example, of which the batch normalisation 02BatchNorm"
            + " cannot take a variance: build the dataset with dropLast, or take another batch size",
        e.getMessage());
    Steps steps = new Steps();
    float[][] inputs = Fixtures.inputs(16, 3);
    ArrayDataset dropping =
        new ArrayDataset.Builder()
            .setData(manager.create(inputs))
            .optLabels(manager.create(Fixtures.labels(inputs)))
            .setSampling(5, true, true)
            .build();
    Trainings.of(norm, manager).train(dropping, 5).observe(steps).run(PLAN).close();
    assertTrue(steps.examples.stream().allMatch(n -> n == 5), steps.examples::toString);
    // Without a normalisation one example is as good as any number.
    Trainings.of(block, manager).train(Fixtures.dataset(manager, 16, 3), 5).run(PLAN).close();
    norm.clear();
  }
}
