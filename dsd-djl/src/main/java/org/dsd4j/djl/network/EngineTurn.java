package org.dsd4j.djl.network;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The turn of one thread to draw from DJL's generator and to collect gradients, of both of which a
 * JVM has one. Whoever seeds the generator keeps the turn until the values are drawn, so that
 * trainings in several threads each get the values of their own seed, and go on step by step beside
 * each other.
 */
public final class EngineTurn implements AutoCloseable {
  private static final ReentrantLock LOCK = new ReentrantLock(true);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);

  private EngineTurn() {}

  /**
   * Waits for the turn, in the order of asking. A thread that has it gets it again.
   *
   * @return the turn, to be closed by the same thread
   */
  public static EngineTurn take() {
    LOCK.lock();
    return new EngineTurn();
  }

  /**
   * Does something that draws from DJL's generator and collects no gradients.
   *
   * @param <T> what comes out of it
   * @param work what is done in this thread's turn
   * @return what came out
   */
  public static <T> T during(Supplier<T> work) {
    LOCK.lock();
    try {
      return work.get();
    } finally {
      LOCK.unlock();
    }
  }

  /**
   * Starts to collect gradients. A training by DJL's own loop in another thread does not know of
   * turns; its step is waited for.
   *
   * @param engine the engine
   * @return the collector, never null
   * @throws IllegalStateException when somebody else has been collecting for a minute
   */
  public GradientCollector collector(Engine engine) {
    long start = System.nanoTime();
    while (true) {
      try {
        return engine.newGradientCollector();
      } catch (IllegalStateException e) {
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
