package org.dsd4j.reports.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads of a live view, beside those of its server, which never wait for a file or a
 * computation. All are daemons: a file that never answers does not keep the process.
 */
final class Background implements AutoCloseable {
  private static final int ANSWERS = 3;
  private static final int MOST_WAITING_ANSWERS = 128;
  private static final long UNUSED_SECONDS = 30;

  private final ExecutorService work = Executors.newCachedThreadPool(threads("live view"));
  private final ExecutorService answers =
      new ThreadPoolExecutor(
          ANSWERS,
          ANSWERS,
          UNUSED_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING_ANSWERS),
          threads("live answer"));

  /** Does what may wait for files; who calls this sees to it that there are few of them. */
  <T> CompletableFuture<T> start(Supplier<T> task) {
    return run(task, work);
  }

  /** Makes an answer out of what is in memory. */
  <T> CompletableFuture<T> answer(Supplier<T> task) {
    return run(task, answers);
  }

  /** Fails, rather than throws, when there is too much to do or the server ends. */
  private static <T> CompletableFuture<T> run(Supplier<T> task, ExecutorService threads) {
    try {
      return CompletableFuture.supplyAsync(task, threads);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    work.shutdownNow();
    answers.shutdownNow();
  }

  private static ThreadFactory threads(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
