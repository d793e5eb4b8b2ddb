package org.dsd4j.djl.data;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batches of any DJL {@code RandomAccessDataset}, in an order that can be resumed. The sampler of
 * the dataset is not used.
 */
public final class DatasetBatches implements BatchSource {
  private final RandomAccessDataset dataset;
  private final int batchSize;
  private final EpochOrder order;

  /**
   * Takes a dataset.
   *
   * @param dataset the dataset
   * @param batchSize the examples in a batch, at least 1
   * @param seed where the order comes from
   */
  public DatasetBatches(RandomAccessDataset dataset, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be at least 1 but was " + batchSize);
    }
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.order = new EpochOrder(Math.toIntExact(dataset.size()), seed);
  }

  @Override
  public long examples() {
    return order.examples();
  }

  @Override
  public long stepsPerEpoch() {
    return (order.examples() + batchSize - 1L) / batchSize;
  }

  @Override
  public BatchStream open(long globalStep, NDManager owner) {
    return new Stream(globalStep / stepsPerEpoch(), globalStep % stepsPerEpoch(), owner);
  }

  private final class Stream implements BatchStream {
    private final NDManager owner;
    private long epoch;
    private long step;
    private Iterator<Batch> batches;
    private NDManager epochManager;

    Stream(long epoch, long step, NDManager owner) {
      this.epoch = epoch;
      this.step = step;
      this.owner = owner;
    }

    @Override
    public TrainingBatch next(NDManager manager) {
      if (batches == null || !batches.hasNext()) {
        startEpoch();
      }
      Batch batch = batches.next();
      NDList data = batch.getData();
      NDList labels = batch.getLabels();
      data.attach(manager);
      labels.attach(manager);
      // Without this, one empty sub-manager a batch would pile up until the epoch ends.
      batch.close();
      return new TrainingBatch(data, labels, batch.getSize());
    }

    private void startEpoch() {
      close();
      epochManager = owner.newSubManager();
      try {
        batches = dataset.getData(epochManager, sampler(epoch, step)).iterator();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the training data: " + e.getMessage(), e);
      } catch (TranslateException e) {
        throw new IllegalArgumentException("the dataset cannot make a batch: " + e.getMessage(), e);
      }
      epoch++;
      step = 0;
    }

    @Override
    public void close() {
      if (epochManager != null) {
        epochManager.close();
        epochManager = null;
      }
    }
  }

  private Sampler sampler(long epoch, long fromStep) {
    int[] permutation = order.permutation(epoch);
    List<List<Long>> groups =
        IntStream.range(Math.toIntExact(fromStep), Math.toIntExact(stepsPerEpoch()))
            .mapToObj(step -> group(permutation, step))
            .toList();
    return new Sampler() {
      @Override
      public Iterator<List<Long>> sample(RandomAccessDataset ignored) {
        return groups.iterator();
      }

      @Override
      public int getBatchSize() {
        return batchSize;
      }
    };
  }

  private List<Long> group(int[] permutation, int step) {
    int from = step * batchSize;
    int to = Math.min(from + batchSize, permutation.length);
    return IntStream.range(from, to).mapToObj(i -> (long) permutation[i]).toList();
  }
}
