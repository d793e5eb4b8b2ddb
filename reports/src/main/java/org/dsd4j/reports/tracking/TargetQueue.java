package org.dsd4j.reports.tracking;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmPath;

/**
 * What one target still has to write, and the thread that does. A thread for each target, so that
 * one that hangs does not hold the others up.
 */
final class TargetQueue implements AutoCloseable {
  /** Ten times the lines of a long arm: a target that is so far behind does not answer. */
  private static final int MOST_WAITING = 5_000;

  private static final long LOOK_MILLIS = 20;
  private static final int LONGEST_REASON = 300;
  private static final double MILLIS = 1e3;

  private final String name;
  private final RunTracker tracker;
  private final TrackerTimeouts timeouts;
  private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicReference<String> failure = new AtomicReference<>();
  private final Thread thread;

  /** The nano time at which the work at hand began. */
  private volatile long since;

  private volatile boolean busy;
  private boolean warned;

  /** The run at hand; only the thread touches it. */
  private TrackingAdapter adapter;

  /** Whether this was the last piece of work; only the thread touches it. */
  private boolean ended;

  /** A piece of work of the thread. */
  private interface Work {
    void run() throws IOException;
  }

  /** A piece of work on the run at hand. */
  interface OnRun {
    void run(TrackingAdapter adapter) throws IOException;
  }

  TargetQueue(String name, RunTracker tracker, TrackerTimeouts timeouts) {
    this.name = name;
    this.tracker = tracker;
    this.timeouts = timeouts;
    thread = new Thread(this::work, "log to " + name);
    // It may hang in a target for ever, which must not keep the process.
    thread.setDaemon(true);
  }

  void begin(ArmPath place, RunSpec spec, Environment environment, boolean goesOn) {
    offer(() -> adapter = new TrackingAdapter(tracker, place, spec, environment, goesOn));
  }

  void add(OnRun piece) {
    offer(() -> piece.run(adapter));
  }

  private void offer(Work work) {
    if (isGivenUp()) {
      return;
    }
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    if (!waiting.offer(work)) {
      giveUp("it is " + MOST_WAITING + " lines behind");
    }
  }

  /** Waits for a bounded time until all of it is written. */
  void drain() {
    CountDownLatch written = new CountDownLatch(1);
    offer(
        () -> {
          tracker.flush();
          written.countDown();
        });
    long end = System.nanoTime() + timeouts.end().toNanos();
    try {
      while (!isGivenUp()
          && System.nanoTime() < end
          && !written.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        // Looked at again.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Why the target was given up, once. */
  Optional<String> takeWarning() {
    if (warned || !isGivenUp()) {
      return Optional.empty();
    }
    warned = true;
    return Optional.of(
        "warning: nothing more is logged to "
            + name
            + " ("
            + failure.get()
            + "); the run and its records go on without it");
  }

  private boolean isGivenUp() {
    if (busy && System.nanoTime() - since > timeouts.silence().toNanos()) {
      giveUp("no answer for " + timeouts.silence().toMillis() / MILLIS + " s");
    }
    return failure.get() != null;
  }

  private void giveUp(String reason) {
    if (failure.compareAndSet(null, reason)) {
      waiting.clear();
      thread.interrupt();
    }
  }

  private void work() {
    try (tracker) {
      while (!ended) {
        carryOut(waiting.take());
      }
    } catch (IOException | RuntimeException | Error e) {
      // Whatever is thrown: the run goes on without the target, and does not wait for it.
      giveUp(reason(e));
    } catch (InterruptedException e) {
      // Given up.
    }
  }

  private void carryOut(Work work) throws IOException {
    since = System.nanoTime();
    busy = true;
    work.run();
    if (waiting.isEmpty()) {
      tracker.flush();
    }
    busy = false;
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String line = (cause.getClass().getSimpleName() + message).replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  @Override
  public void close() {
    offer(() -> ended = true);
    long end = System.nanoTime() + timeouts.end().toNanos();
    try {
      while (thread.isAlive() && !isGivenUp() && System.nanoTime() < end) {
        thread.join(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      giveUp("it is too slow, its last lines are missing");
    }
  }
}
