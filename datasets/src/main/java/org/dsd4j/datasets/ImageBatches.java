package org.dsd4j.datasets;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * One pass over a dataset, batch by batch, in an order that the caller gives. Worker threads decode
 * ahead of the consumer, a bounded number of batches.
 *
 * <p>What is served depends on the dataset, the order, the batch size, the augmentation, the
 * standardisation and the seed, and on nothing else: each example is augmented by a generator of
 * its own, seeded from the seed and the example's index. Neither the number of threads nor a resume
 * at a later batch changes a bit. For other augmentations in the next epoch, give another seed.
 *
 * <pre>{@code
 * try (ImageBatches batches =
 *     ImageBatches.builder(train, order)
 *         .batchSize(64)
 *         .augmentation(Augmentation.paddedCrop(4).then(Augmentation.flip()))
 *         .standardization(standardization)
 *         .seed(Seeds.derive(seed, epoch))
 *         .open()) {
 *   while (batches.hasNext()) {
 *     ImageBatch batch = batches.next();
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>For one consuming thread; only {@link #close()} may be called by another.
 */
public final class ImageBatches implements AutoCloseable, Iterator<ImageBatch> {

  private final ReadAhead workers;
  private final int batches;
  private int served;
  private long waitNanos;

  ImageBatches(ImageBatchesBuilder builder) {
    batches = builder.batches();
    served = builder.fromBatch;
    workers =
        new ReadAhead(new BatchDecoder(builder), served, batches, builder.threads, builder.ahead);
  }

  /**
   * Starts the settings of a pass.
   *
   * @param dataset where examples come from
   * @param order indices of the examples in the order to serve, for example a shuffled epoch;
   *     copied
   * @return settings to complete
   */
  public static ImageBatchesBuilder builder(ImageDataset dataset, int[] order) {
    return new ImageBatchesBuilder(dataset, order);
  }

  /** Returns whether the order has another batch. */
  @Override
  public boolean hasNext() {
    return !workers.closed() && served < batches;
  }

  /**
   * The next batch; waits for it if it is not decoded yet.
   *
   * @throws NoSuchElementException after the last one, and once closed
   * @throws DataException if too many examples are broken, or the waiting thread is interrupted
   */
  @Override
  public ImageBatch next() {
    if (served >= batches) {
      throw new NoSuchElementException("no batch is left");
    }
    long start = System.nanoTime();
    try {
      ImageBatch batch = workers.take();
      served++;
      return batch;
    } finally {
      waitNanos += System.nanoTime() - start;
    }
  }

  /**
   * Index of the batch that {@link #next()} serves next, counted from the start of the order.
   *
   * @return {@code fromBatch} at first
   */
  public int position() {
    return served;
  }

  /**
   * Time that the consumer spent inside {@link #next()} so far: what the data cost the loop.
   *
   * @return nanoseconds
   */
  public long waitNanos() {
    return waitNanos;
  }

  /**
   * Stops the workers, without waiting for the example that each is decoding. May be called more
   * than once.
   */
  @Override
  public void close() {
    workers.close();
  }
}
