package org.dsd4j.reproductions.run;

import org.dsd4j.api.DsdObserver;

/**
 * Ends a training at the next step. Without it, a JVM that is asked to end would tear the native
 * library down under a step that still runs in it.
 */
public final class StopRequest implements DsdObserver {
  private volatile boolean stop;

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
