package org.dsd4j.reproductions.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dsd4j.reproductions.run.StopRequest;

/**
 * Between Ctrl-C and the end of the process: asks the training to stop and waits until it has left
 * the native library, which would crash if it were unloaded under a running step.
 */
final class OrderlyEnd {
  private static final long LONGEST_WAIT_SECONDS = 20;

  private final CountDownLatch left = new CountDownLatch(1);

  private OrderlyEnd() {}

  static OrderlyEnd await(StopRequest stop) {
    OrderlyEnd end = new OrderlyEnd();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end.stopAndWait(stop), "orderly-end"));
    return end;
  }

  private void stopAndWait(StopRequest stop) {
    if (left.getCount() == 0) {
      // The command has ended by itself.
      return;
    }
    System.err.println("dsd: stopping; the same command goes on from the last checkpoint");
    stop.make();
    try {
      if (!left.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("dsd: the step at hand takes too long, ending without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The training has left the native library. */
  void reached() {
    left.countDown();
  }
}
