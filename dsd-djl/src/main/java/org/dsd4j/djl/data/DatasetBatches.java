package org.dsd4j.djl.data;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.TranslateException;
import ai.djl.util.RandomUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Batches of any DJL {@code RandomAccessDataset}, in an order that can be resumed.
 *
 * <p>If the dataset was built with a sampler of DJL, random or not, the order is that of {@link
 * EpochOrder}; whether the last batch is dropped when it is not full is respected. A sampler
 * written by the user is used as it is: it draws from DJL's generator, which is seeded for each
 * epoch. So the training can be resumed as long as the sampler keeps no state of its own and makes
 * the same number of batches in each epoch.
 */
public final class DatasetBatches implements BatchSource {
  private final RandomAccessDataset dataset;
  private final int batchSize;
  private final DatasetSampler sampler;
  private final EpochOrder order;
  private final boolean inOwnOrder;
  private final List<List<Long>> firstEpoch;

  /**
   * Prepares a dataset.
   *
   * @param dataset the dataset
   * @param batchSize the examples in a batch, at least 1
   * @param seed of the order
   * @throws IllegalArgumentException when the batch size is below 1 or not that of the user's
   *     sampler, when there are no examples, or when none are left after the last batch is dropped
   * @throws UncheckedIOException when the dataset cannot be prepared
   */
  public DatasetBatches(RandomAccessDataset dataset, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size must be at least 1 but was " + batchSize);
    }
    prepare(dataset);
    this.dataset = dataset;
    this.batchSize = batchSize;
    this.sampler = new DatasetSampler(dataset);
    this.order = new EpochOrder(Math.toIntExact(dataset.size()), seed);
    this.inOwnOrder = !sampler.isUsersOwn();
    this.firstEpoch = groups(0);
    requireBatches();
  }

  private void requireBatches() {
    if (firstEpoch.isEmpty()) {
      throw new IllegalArgumentException(
          inOwnOrder
              ? "the dataset drops a last batch that is not full, and has "
                  + order.examples()
                  + " examples, fewer than a batch of "
                  + batchSize
              : "the sampler of the dataset makes no batches");
    }
    int own = sampler.batchSize();
    if (!inOwnOrder && own > 0 && own != batchSize) {
      throw new IllegalArgumentException(
          "the sampler of the dataset makes batches of "
              + own
              + ", but batches of "
              + batchSize
              + " are asked for");
    }
  }

  private static void prepare(RandomAccessDataset dataset) {
    try {
      dataset.prepare();
    } catch (IOException e) {
      throw unreadable(e);
    } catch (TranslateException e) {
      throw untranslatable(e);
    }
  }

  /**
   * Returns the batch size that a dataset was built with.
   *
   * @param dataset the dataset
   * @return the examples in a batch, at least 1
   * @throws IllegalArgumentException when its sampler does not specify it
   */
  public static int batchSizeOf(RandomAccessDataset dataset) {
    int size = new DatasetSampler(dataset).batchSize();
    if (size < 1) {
      throw new IllegalArgumentException(
          "the sampler of the dataset does not say how many examples are in a batch: say it,"
              + " train(dataset, size)");
    }
    return size;
  }

  /**
   * Names the order of the examples.
   *
   * @return {@code DSD} for {@link EpochOrder}, or the class of the user's sampler
   */
  public String orderName() {
    return inOwnOrder ? "DSD" : sampler.name();
  }

  @Override
  public long examples() {
    return firstEpoch.stream().mapToLong(List::size).sum();
  }

  @Override
  public long stepsPerEpoch() {
    return firstEpoch.size();
  }

  /**
   * Returns the examples in the smallest batch.
   *
   * @return the number in the first epoch, at least 1
   */
  public int smallestBatch() {
    return firstEpoch.stream().mapToInt(List::size).min().orElseThrow();
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
      while (batches == null || !batches.hasNext()) {
        startEpoch();
      }
      Batch batch = batches.next();
      NDList data = batch.getData();
      NDList labels = batch.getLabels();
      data.attach(manager);
      labels.attach(manager);
      // With the step, not before: what the arrays are views of may live in the batch's manager.
      // And not after: one manager a batch would pile up until the epoch ends.
      manager.attachInternal(UUID.randomUUID().toString(), batch);
      return new TrainingBatch(data, labels, batch.getSize());
    }

    private void startEpoch() {
      close();
      Integer seedOfStep = owner.getEngine().getSeed();
      List<List<Long>> groups = groups(epoch);
      if (!inOwnOrder && seedOfStep != null) {
        // What is drawn for a step must not depend on whether an epoch began with it.
        RandomUtils.RANDOM.setSeed(seedOfStep);
      }
      epochManager = owner.newSubManager();
      int from = Math.min(groups.size(), Math.toIntExact(step));
      try {
        Sampler rest = new Groups(groups.subList(from, groups.size()), batchSize);
        batches = dataset.getData(epochManager, rest).iterator();
      } catch (IOException e) {
        throw unreadable(e);
      } catch (TranslateException e) {
        throw untranslatable(e);
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

  /** Batches that have been chosen, as DJL takes them. */
  private record Groups(List<List<Long>> groups, int getBatchSize) implements Sampler {
    @Override
    public Iterator<List<Long>> sample(RandomAccessDataset ignored) {
      return groups.iterator();
    }
  }

  private List<List<Long>> groups(long epoch) {
    if (!inOwnOrder) {
      return sampler.sample(order.epochSeed(epoch));
    }
    int[] permutation = order.permutation(epoch);
    int batches = (permutation.length + batchSize - 1) / batchSize;
    if (sampler.dropsLast()) {
      batches = permutation.length / batchSize;
    }
    return IntStream.range(0, batches).mapToObj(step -> group(permutation, step)).toList();
  }

  private List<Long> group(int[] permutation, int step) {
    int from = step * batchSize;
    int to = Math.min(from + batchSize, permutation.length);
    return IntStream.range(from, to).mapToObj(i -> (long) permutation[i]).toList();
  }

  private static UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("cannot read the training data: " + e.getMessage(), e);
  }

  private static IllegalArgumentException untranslatable(TranslateException e) {
    return new IllegalArgumentException("the dataset cannot make a batch: " + e.getMessage(), e);
  }
}
