package org.dsd4j.datasets;

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
 * Worker threads that decode batches in order, a bounded number of them ahead of one consumer. Only
 * {@link #close()} may be called by another thread.
 */
final class ReadAhead implements AutoCloseable {

  private final BatchDecoder decoder;
  private final int end;
  private final ExecutorService workers;
  private final Queue<Future<ImageBatch>> ahead = new ConcurrentLinkedQueue<>();
  private int submitted;
  private volatile boolean closed;

  /** Starts with batch {@code from} of {@code end}. */
  ReadAhead(BatchDecoder decoder, int from, int end, int threads, int ahead) {
    this.decoder = decoder;
    this.end = end;
    submitted = from;
    workers = Executors.newFixedThreadPool(threads, daemons());
    for (int i = 0; i < ahead; i++) {
      submit();
    }
  }

  private void submit() {
    if (submitted < end && !closed) {
      int batch = submitted++;
      ahead.add(workers.submit(() -> decoder.decode(batch, () -> closed)));
    }
  }

  boolean closed() {
    return closed;
  }

  /**
   * The next batch; waits for it if it is not decoded yet.
   *
   * @throws NoSuchElementException once closed
   * @throws DataException if too many examples are broken, or the waiting thread is interrupted
   */
  ImageBatch take() {
    if (closed) {
      throw closedException();
    }
    try {
      ImageBatch batch = ahead.element().get();
      ahead.poll();
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
      throw new DataException("interrupted while waiting for a batch", stopped);
    }
  }

  @Override
  public void close() {
    closed = true;
    // No interrupts: a reader that is interrupted in the middle of a file looks like a broken file.
    // The decoder looks at the flag before each example, which is soon enough.
    ahead.forEach(batch -> batch.cancel(false));
    workers.shutdown();
    ahead.clear();
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
}
