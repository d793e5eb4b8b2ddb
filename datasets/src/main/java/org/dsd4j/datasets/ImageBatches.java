package org.dsd4j.datasets;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One walk over a dataset, batch by batch, in an order that the caller gives. Worker threads decode
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

  private final BatchDecoder decoder;
  private final int batches;
  private final ExecutorService workers;
  private final Queue<Future<ImageBatch>> ahead = new ConcurrentLinkedQueue<>();
  private int submitted;
  private int served;
  private long waitNanos;
  private volatile boolean closed;

  private ImageBatches(Builder builder) {
    decoder = new BatchDecoder(builder);
    batches = builder.batches();
    submitted = builder.fromBatch;
    served = builder.fromBatch;
    workers = Executors.newFixedThreadPool(builder.threads, daemons());
    for (int i = 0; i < builder.ahead; i++) {
      submit();
    }
  }

  /**
   * Starts to describe a walk.
   *
   * @param dataset where examples come from
   * @param order indices of the examples in the order to serve, for example a shuffled epoch;
   *     copied
   * @return settings to complete
   */
  public static Builder builder(ImageDataset dataset, int[] order) {
    return new Builder(dataset, order);
  }

  /** Tells whether the order holds another batch. */
  @Override
  public boolean hasNext() {
    return !closed && served < batches;
  }

  /**
   * The next batch; waits for it if it is not decoded yet.
   *
   * @throws NoSuchElementException after the last one, and once closed
   * @throws DataException if too many examples are broken, or the waiting thread is interrupted
   */
  @Override
  public ImageBatch next() {
    if (!hasNext()) {
      throw closed ? closedException() : new NoSuchElementException("no batch is left");
    }
    long start = System.nanoTime();
    try {
      ImageBatch batch = ahead.element().get();
      ahead.poll();
      served++;
      submit();
      return batch;
    } catch (ExecutionException failure) {
      close();
      throw unchecked(failure.getCause());
    } catch (CancellationException | RejectedExecutionException stopped) {
      throw closedException();
    } catch (InterruptedException stopped) {
      close();
      Thread.currentThread().interrupt();
      throw new DataException("interrupted while waiting for batch " + served, stopped);
    } finally {
      waitNanos += System.nanoTime() - start;
    }
  }

  /**
   * Number of the batch that {@link #next()} serves next, counted from the start of the order.
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

  /** Stops the workers, without waiting for the example that each is at. May be called twice. */
  @Override
  public void close() {
    closed = true;
    // No interrupts: a reader that is interrupted in the middle of a file looks like a broken file.
    // The decoder looks at the flag before each example, which is soon enough.
    ahead.forEach(batch -> batch.cancel(false));
    workers.shutdown();
    ahead.clear();
  }

  private void submit() {
    if (submitted < batches && !closed) {
      int batch = submitted++;
      ahead.add(workers.submit(() -> decoder.decode(batch, () -> closed)));
    }
  }

  private static NoSuchElementException closedException() {
    return new NoSuchElementException("these batches are closed");
  }

  /** The worker's own exception with its own message; its stack shows where the data is wrong. */
  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception) {
      return exception;
    }
    return new DataException("a batch could not be read: " + cause.getMessage(), cause);
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "image-batches-" + number.getAndIncrement());
      thread.setDaemon(true); // A consumer that forgets to close must not keep the JVM alive.
      return thread;
    };
  }

  /** Settings of a walk. Every one but the standardisation has a default. */
  public static final class Builder {
    final ImageDataset dataset;
    final int[] order;
    int batchSize = 64;
    int fromBatch;
    Augmentation augmentation = Augmentation.none();
    Standardization standardization;
    long seed;
    int threads = 1;
    int ahead = 4;
    BrokenExamples broken;

    private Builder(ImageDataset dataset, int[] order) {
      this.dataset = requireNonNull(dataset, "dataset");
      this.order = order.clone();
      for (int index : order) {
        if (index < 0 || index >= dataset.size()) {
          throw new IllegalArgumentException(
              "the order names example %d of a dataset of %d".formatted(index, dataset.size()));
        }
      }
    }

    /**
     * Sets how many examples a batch has (64).
     *
     * @param value at least 1
     * @return this
     */
    public Builder batchSize(int value) {
      batchSize = atLeast(1, value, "batch size");
      return this;
    }

    /**
     * Sets which batch comes first (0), to go on where an earlier walk stopped.
     *
     * @param value number of batches to leave out, from 0 to their whole number
     * @return this
     */
    public Builder fromBatch(int value) {
      fromBatch = atLeast(0, value, "first batch");
      return this;
    }

    /**
     * Sets how pictures are changed (not at all).
     *
     * @param value the change
     * @return this
     */
    public Builder augmentation(Augmentation value) {
      augmentation = requireNonNull(value, "augmentation");
      return this;
    }

    /**
     * Sets mean and deviation of each channel. There is no default: measure the training set.
     *
     * @param value as measured on the training set
     * @return this
     */
    public Builder standardization(Standardization value) {
      standardization = requireNonNull(value, "standardization");
      return this;
    }

    /**
     * Sets the seed of the augmentations (0). Give each epoch another one.
     *
     * @param value any
     * @return this
     */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Sets the number of worker threads (1).
     *
     * @param value at least 1
     * @return this
     */
    public Builder threads(int value) {
      threads = atLeast(1, value, "number of threads");
      return this;
    }

    /**
     * Sets how many batches are decoded or being decoded ahead of the consumer (4).
     *
     * @param value at least 1
     * @return this
     */
    public Builder ahead(int value) {
      ahead = atLeast(1, value, "number of batches ahead");
      return this;
    }

    /**
     * Sets the tally that broken examples are told to (one of this walk alone, with the default
     * share). Share one over all epochs of a run.
     *
     * @param value the tally
     * @return this
     */
    public Builder broken(BrokenExamples value) {
      broken = requireNonNull(value, "broken");
      return this;
    }

    /**
     * Starts the workers.
     *
     * @return batches to be closed
     * @throws IllegalStateException if no standardisation was set or it has other channels
     * @throws IllegalArgumentException if the first batch lies behind the last
     */
    public ImageBatches open() {
      if (standardization == null) {
        throw new IllegalStateException(
            "set a standardisation: Standardization.of(train, 10_000) measures it");
      }
      if (standardization.mean().length != dataset.imageSize().channels()) {
        throw new IllegalStateException(
            "a standardisation of %d channels does not fit pictures of %s"
                .formatted(standardization.mean().length, dataset.imageSize()));
      }
      if (fromBatch > batches()) {
        throw new IllegalArgumentException(
            "first batch %d lies behind the last of %d".formatted(fromBatch, batches()));
      }
      if (broken == null) {
        broken = new BrokenExamples(dataset.size());
      }
      return new ImageBatches(this);
    }

    private int batches() {
      return (int) (((long) order.length + batchSize - 1) / batchSize);
    }

    private static int atLeast(int least, int value, String what) {
      if (value < least) {
        throw new IllegalArgumentException(
            "%s must be at least %d but was %d".formatted(what, least, value));
      }
      return value;
    }
  }
}
