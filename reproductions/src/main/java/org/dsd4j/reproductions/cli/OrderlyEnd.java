package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.dsd4j.reproductions.run.RowRunner;
import org.dsd4j.reproductions.run.StopRequest;

/**
 * Between Ctrl-C and the end of the process: asks the training to stop and waits until it has left
 * the native library, which would crash if it were unloaded under a running step.
 */
final class OrderlyEnd {
  private static final long LONGEST_WAIT_SECONDS = 20;

  private final CountDownLatch left = new CountDownLatch(1);

  private OrderlyEnd() {}

  /**
   * Trains, and says what became of it.
   *
   * @param stop what Ctrl-C asks
   * @param stdout where a second start is announced
   * @param training returns the exit code
   * @return the exit code of the training, or of its second start with safe arithmetic
   * @throws RunFailedException when it was stopped
   */
  static int around(StopRequest stop, PrintStream stdout, IntSupplier training) {
    OrderlyEnd end = new OrderlyEnd();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end.stopAndWait(stop), "orderly-end"));
    try {
      return training.getAsInt();
    } catch (StopRequest.StoppedException e) {
      throw new RunFailedException(e.getMessage(), e);
    } catch (RowRunner.UnsafeArithmeticException e) {
      return SafeArithmetic.runAgain(e, stdout);
    } finally {
      // The training has left the native library.
      end.left.countDown();
    }
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
}
