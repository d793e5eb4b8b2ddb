package org.dsd4j.reproductions.run;

import java.util.function.Supplier;
import org.dsd4j.api.DsdObserver;

/**
 * Ends a training at the next step. Without it, a JVM that is asked to end would tear the native
 * library down under a step that still runs in it.
 */
public final class StopRequest implements DsdObserver {
  private volatile boolean stop;
  private volatile boolean withoutEngine;

  /** Creates a request that has not been made. */
  public StopRequest() {}

  /** The training was stopped; what it had saved is kept. */
  public static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
      super("stopped; the same command goes on from the last checkpoint");
    }
  }

  /** Makes the request, from any thread. */
  public void make() {
    stop = true;
  }

  /**
   * Says whether it was made.
   *
   * @return true from then on
   */
  public boolean isMade() {
    return stop;
  }

  /**
   * Does work that needs no native library, such as reading data, which may take long: while it
   * lasts, the process may end at any moment.
   *
   * @param <T> the type of the result
   * @param work is not told of the request
   * @return its result
   * @throws StoppedException when the request was made meanwhile
   */
  public <T> T withoutEngine(Supplier<T> work) {
    check();
    withoutEngine = true;
    T result;
    try {
      result = work.get();
    } finally {
      withoutEngine = false;
    }
    // After it has left: who has made the request sees one or the other.
    check();
    return result;
  }

  /**
   * Says whether the process may end without waiting.
   *
   * @return true while nothing runs in a native library
   */
  public boolean mayEndNow() {
    return withoutEngine;
  }

  @Override
  public void stepDone(Step step) {
    check();
  }

  /**
   * Looks for the request, in work that has no steps.
   *
   * @throws StoppedException when it was made
   */
  public void check() {
    if (stop) {
      throw new StoppedException();
    }
  }
}
