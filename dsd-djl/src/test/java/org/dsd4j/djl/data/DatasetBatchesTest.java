package org.dsd4j.djl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.dsd4j.djl.fixture.Fixtures;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.ArrayValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StartEngine.class)
final class DatasetBatchesTest {
  private static final int EXAMPLES = 11;
  private static final int BATCH = 4;

  @Test
  void anEpochCoversEachExampleOnceAndItsLastBatchIsSmaller() {
    try (NDManager manager = NDManager.newBaseManager()) {
      DatasetBatches batches = batches(manager, 1);
      assertEquals(EXAMPLES, batches.examples());
      assertEquals(3, batches.stepsPerEpoch());
      List<float[]> run = run(batches, manager, 0, 6);
      assertArrayEquals(
          new int[] {4, 4, 3, 4, 4, 3}, run.stream().mapToInt(batch -> batch.length).toArray());
      for (int epoch = 0; epoch < 2; epoch++) {
        TreeSet<Float> seen = new TreeSet<>();
        run.subList(3 * epoch, 3 * epoch + 3).forEach(b -> add(seen, b));
        assertEquals(EXAMPLES, seen.size());
        assertEquals(EXAMPLES - 1f, seen.last());
      }
    }
  }

  @Test
  void aStreamOpenedAtAStepServesWhatARunToItWouldServe() {
    try (NDManager manager = NDManager.newBaseManager()) {
      List<float[]> whole = run(batches(manager, 9), manager, 0, 10);
      for (int from = 0; from < 10; from++) {
        List<float[]> rest = run(batches(manager, 9), manager, from, 10);
        for (int i = 0; i < rest.size(); i++) {
          assertArrayEquals(whole.get(from + i), rest.get(i), "from " + from + ", batch " + i);
        }
      }
    }
  }

  @Test
  void inputsAndLabelsStayTogetherAndSeedsDiffer() {
    try (NDManager manager = NDManager.newBaseManager();
        BatchStream stream = batches(manager, 2).open(0, manager)) {
      TrainingBatch batch = stream.next(manager);
      float[] inputs = batch.data().singletonOrThrow().toFloatArray();
      float[] labels = batch.labels().singletonOrThrow().toFloatArray();
      assertEquals(BATCH, batch.size());
      for (int i = 0; i < inputs.length; i++) {
        assertEquals(100 + inputs[i], labels[i]);
      }
      assertTrue(
          IntStream.range(3, 9)
              .anyMatch(
                  s -> !Arrays.equals(inputs, run(batches(manager, s), manager, 0, 1).get(0))));
    }
  }

  @Test
  void nothingPilesUpOverManyEpochs() {
    try (NDManager manager = NDManager.newBaseManager();
        NDManager owner = manager.newSubManager();
        BatchStream stream = batches(manager, 3).open(0, owner)) {
      for (int i = 0; i < 30; i++) {
        try (NDManager step = owner.newSubManager()) {
          stream.next(step);
        }
        // The arrays of the epoch and nothing of its batches.
        assertTrue(countBelow(owner) <= 1, () -> "left: " + countBelow(owner));
      }
    }
  }

  /** On PyTorch an array that is made of values lies in memory of Java, and so do its views. */
  @Test
  void viewsOfArraysThatAreMadeInJavaLiveAsLongAsTheStep() {
    try (NDManager manager = NDManager.newBaseManager();
        NDManager owner = manager.newSubManager()) {
      ArrayDataset dataset =
          new ArrayDataset.Builder()
              .setData(manager.ones(new Shape(EXAMPLES)))
              .optLabels(manager.ones(new Shape(EXAMPLES)))
              .optDataBatchifier(new MadeInJava())
              .setSampling(2, false)
              .build();
      try (BatchStream stream = new DatasetBatches(dataset, BATCH, 1).open(0, owner);
          NDManager step = owner.newSubManager()) {
        TrainingBatch batch = stream.next(step);
        Fixtures.collectGarbage();
        assertArrayEquals(MadeInJava.VALUES, batch.data().head().toFloatArray());
      }
      assertEquals(0, countBelow(owner));
    }
  }

  /** Gives a view of an array of its own. */
  private static final class MadeInJava implements Batchifier {
    private static final long serialVersionUID = 1;

    private static final float[] VALUES = {3, 5, 8, 13};

    @Override
    public NDList batchify(NDList[] inputs) {
      NDArray made = ArrayValues.of(inputs[0].getManager(), VALUES);
      return new NDList(made.reshape(2, 2));
    }

    @Override
    public NDList[] unbatchify(NDList inputs) {
      throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public NDList[] split(NDList list, int slices, boolean evenly) {
      throw new UnsupportedOperationException("nobody asks for it");
    }
  }

  @Test
  void aBatchOfNothingIsRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      ArrayDataset dataset = dataset(manager);
      assertThrows(IllegalArgumentException.class, () -> new DatasetBatches(dataset, 0, 1));
    }
  }

  private static int countBelow(NDManager manager) {
    return manager.getManagedArrays().size();
  }

  private static void add(Set<Float> seen, float[] batch) {
    for (float value : batch) {
      assertTrue(seen.add(value), () -> value + " came twice");
    }
  }

  private static List<float[]> run(DatasetBatches batches, NDManager manager, int from, int to) {
    List<float[]> run = new ArrayList<>();
    try (NDManager owner = manager.newSubManager();
        BatchStream stream = batches.open(from, owner)) {
      for (int step = from; step < to; step++) {
        try (NDManager inner = owner.newSubManager()) {
          run.add(stream.next(inner).data().singletonOrThrow().toFloatArray());
        }
      }
    }
    return run;
  }

  private static DatasetBatches batches(NDManager manager, long seed) {
    return new DatasetBatches(dataset(manager), BATCH, seed);
  }

  private static ArrayDataset dataset(NDManager manager) {
    return new ArrayDataset.Builder()
        .setData(manager.arange(EXAMPLES).toType(ai.djl.ndarray.types.DataType.FLOAT32, false))
        .optLabels(
            manager
                .arange(100, 100 + EXAMPLES)
                .toType(ai.djl.ndarray.types.DataType.FLOAT32, false))
        .setSampling(2, false)
        .build();
  }
}
