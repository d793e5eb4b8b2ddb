package org.dsd4j.djl.network;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A lock for the whole JVM around what DJL has only once for all threads: its random generator, and
 * the one gradient collector that may be open at a time. A thread that seeds the generator holds
 * the lock until the values are drawn, so that trainings in several threads each draw from their
 * own seed, and take their steps in turns.
 */
public final class EngineLock implements AutoCloseable {
  private static final ReentrantLock LOCK = new ReentrantLock(true);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);

  private EngineLock() {}

  /**
   * Waits for the lock, which is fair and reentrant.
   *
   * @return the lock, to be closed by the same thread
   */
  public static EngineLock acquire() {
    LOCK.lock();
    return new EngineLock();
  }

  /**
   * Runs something that draws from DJL's generator and collects no gradients.
   *
   * @param <T> the type of the result
   * @param work what runs under the lock
   * @return its result
   */
  public static <T> T withLock(Supplier<T> work) {
    LOCK.lock();
    try {
      return work.get();
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * Opens a gradient collector. A training by DJL's own loop in another thread does not know of
   * this lock, so its collector is waited for.
   *
   * @param engine the engine
   * @return the collector, never null
   * @throws IllegalStateException when another collector has been open for a minute
   */
  public GradientCollector collector(Engine engine) {
    long start = System.nanoTime();
    while (true) {
      Runnable recording = GradientRecording.remember(engine);
      try {
        return engine.newGradientCollector();
      } catch (IllegalStateException e) {
        recording.run();
        if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
          throw new IllegalStateException(
              "another gradient collector of this JVM has been open for "
                  + LONGEST_WAIT.toSeconds()
                  + " s, and DJL allows one at a time: close it, or train in a process of its own",
              e);
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  @Override
  public void close() {
    LOCK.unlock();
  }
}
