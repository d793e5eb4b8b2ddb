package org.dsd4j.djl.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.RandomSampler;
import ai.djl.training.dataset.Record;
import ai.djl.training.dataset.Sampler;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.util.Progress;
import ai.djl.util.RandomUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.dsd4j.djl.fixture.StartEngine;
import org.dsd4j.djl.network.ArrayValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The settings of a DJL dataset are respected: it is prepared, drops the last batch, and uses its
 * sampler.
 */
@ExtendWith(StartEngine.class)
final class DatasetOrderTest {
  private static final int EXAMPLES = 9;

  /** Numbers from 0 on, which are there when they were prepared. */
  private static final class Numbers extends RandomAccessDataset {
    private int available;
    private final boolean readable;

    private Numbers(Builder builder) {
      super(builder);
      readable = builder.readable;
    }

    static Numbers of(Sampler sampler) {
      return new Numbers(new Builder(true).setSampling(sampler));
    }

    @Override
    public Record get(NDManager manager, long index) {
      NDArray number = ArrayValues.of(manager, (float) index);
      return new Record(new NDList(number), new NDList(number.duplicate()));
    }

    @Override
    protected long availableSize() {
      return available;
    }

    @Override
    public void prepare(Progress progress) throws IOException {
      if (!readable) {
        throw new IOException("no such folder: pictures");
      }
      available = EXAMPLES;
    }

    private static final class Builder extends BaseBuilder<Builder> {
      private final boolean readable;

      Builder(boolean readable) {
        this.readable = readable;
      }

      @Override
      protected Builder self() {
        return this;
      }
    }
  }

  @Test
  void aDatasetThatHasToBePreparedIs() {
    DatasetBatches batches =
        new DatasetBatches(Numbers.of(new BatchSampler(new SequenceSampler(), 2)), 4, 1);
    assertEquals(EXAMPLES, batches.examples());
    assertEquals(3, batches.stepsPerEpoch());
    assertEquals(1, batches.smallestBatch());
    assertEquals("DSD", batches.orderName());
  }

  @Test
  void oneThatCannotBePreparedSaysWhy() {
    Numbers unreadable =
        new Numbers(
            new Numbers.Builder(false).setSampling(new BatchSampler(new RandomSampler(), 2)));
    var e = assertThrows(UncheckedIOException.class, () -> new DatasetBatches(unreadable, 4, 1));
    assertEquals("cannot read the training data: no such folder: pictures", e.getMessage());
  }

  @Test
  void aLastBatchThatIsNotFullIsDroppedWhereTheDatasetSaysSo() {
    DatasetBatches batches =
        new DatasetBatches(Numbers.of(new BatchSampler(new RandomSampler(), 2, true)), 4, 1);
    assertEquals(2, batches.stepsPerEpoch());
    assertEquals(8, batches.examples());
    assertEquals(4, batches.smallestBatch());
    List<List<Float>> served = serve(batches, 0, 5);
    assertTrue(served.stream().allMatch(batch -> batch.size() == 4), served::toString);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new DatasetBatches(
                    Numbers.of(new BatchSampler(new RandomSampler(), 2, true)), 10, 1));
    assertEquals(
        "the dataset drops a last batch that is not full, and has 9 examples, fewer than a batch of"
            + " 10",
        e.getMessage());
  }

  /** Heavier numbers more often, with replacement, by DJL's generator. */
  private static final Sampler.SubSampler WEIGHTED =
      dataset ->
          LongStream.generate(
                  () -> Math.max(RandomUtils.nextInt(EXAMPLES), RandomUtils.nextInt(EXAMPLES)))
              .limit(EXAMPLES)
              .iterator();

  @Test
  void aSamplerOfTheUsersOwnIsUsedAndCanBeResumed() {
    DatasetBatches batches = new DatasetBatches(Numbers.of(new BatchSampler(WEIGHTED, 4)), 4, 1);
    assertEquals(3, batches.stepsPerEpoch());
    assertTrue(batches.orderName().startsWith(DatasetOrderTest.class.getName()));
    List<List<Float>> whole = serve(batches, 0, 9);
    List<Float> flat = whole.stream().flatMap(List::stream).toList();
    assertEquals(27, flat.size());
    double mean = flat.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    assertTrue(mean > 4.2, () -> "the mean of an even choice is 4, this is " + mean);
    assertTrue(whole.subList(0, 3).stream().flatMap(List::stream).distinct().count() < EXAMPLES);
    for (int from = 0; from < 9; from++) {
      assertEquals(whole.subList(from, 9), serve(batches, from, 9), "from " + from);
    }
  }

  /** From the small to the large, in batches that grow. */
  private record Growing(int getBatchSize) implements Sampler {
    @Override
    public Iterator<List<Long>> sample(RandomAccessDataset dataset) {
      return List.of(List.of(0L), List.of(1L, 2L), List.of(3L, 4L, 5L)).iterator();
    }
  }

  @Test
  void itsBatchesAreTakenAsTheyAre() {
    DatasetBatches batches = new DatasetBatches(Numbers.of(new Growing(-1)), 4, 1);
    assertEquals(6, batches.examples());
    assertEquals(
        List.of(List.of(0f), List.of(1f, 2f), List.of(3f, 4f, 5f), List.of(0f)),
        serve(batches, 0, 4));
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DatasetBatches(Numbers.of(new Growing(3)), 4, 1));
    assertEquals(
        "the sampler of the dataset makes batches of 3, but batches of 4 are asked for",
        e.getMessage());
  }

  @Test
  void theSizeOfABatchCanBeTheDatasets() {
    assertEquals(7, DatasetBatches.batchSizeOf(Numbers.of(new BatchSampler(WEIGHTED, 7))));
    assertThrows(
        IllegalArgumentException.class,
        () -> DatasetBatches.batchSizeOf(Numbers.of(new Growing(-1))));
  }

  private static List<List<Float>> serve(DatasetBatches batches, int from, int to) {
    List<List<Float>> served = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager();
        BatchStream stream = batches.open(from, manager)) {
      for (int step = from; step < to; step++) {
        List<Float> values = new ArrayList<>();
        for (float value : stream.next(manager).data().singletonOrThrow().toFloatArray()) {
          values.add(value);
        }
        served.add(values);
      }
    }
    return served;
  }
}
