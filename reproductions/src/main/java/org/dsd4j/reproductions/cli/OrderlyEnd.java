package org.dsd4j.reproductions.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.dsd4j.reproductions.run.RowRunner;
import org.dsd4j.reproductions.run.StopRequest;

/**
 * Between Ctrl-C and the end of the process: asks the training to stop and waits until it has left
 * the native library, which would crash if it were unloaded under a running step. The same for
 * SIGTERM, and for the end of the process that started this one.
 */
final class OrderlyEnd {
  private static final long LONGEST_WAIT_SECONDS = 20;
  private static final long LOOK_MILLIS = 20;

  /** Signals reach the whole process, so there is one for all of it. */
  private static final OrderlyEnd OF_PROCESS = new OrderlyEnd();

  private volatile boolean commandRuns;
  private volatile boolean ending;
  private volatile Optional<Training> training = Optional.empty();
  private boolean registered;

  private OrderlyEnd() {}

  /** What is to be stopped, and whether it has left the native library. */
  private record Training(StopRequest stop, CountDownLatch left) {
    Training(StopRequest stop) {
      this(stop, new CountDownLatch(1));
    }
  }

  /** From here on the end of the process before {@link #commandHasEnded} is said in one line. */
  static void begin() {
    OF_PROCESS.commandRuns = true;
    OF_PROCESS.register();
  }

  /** The command has said what became of it, and the process ends by itself. */
  static void commandHasEnded() {
    OF_PROCESS.commandRuns = false;
  }

  /** Whether the process is about to end, so that what fails from here on fails for that reason. */
  static boolean isUnderWay() {
    return OF_PROCESS.ending;
  }

  /**
   * Starts an engine and trains, and says what became of it.
   *
   * @param stop what Ctrl-C asks
   * @param stdout where a second start is announced
   * @param training returns the exit code
   * @return the exit code of the training, or of its second start with safe arithmetic
   * @throws RunFailedException when it was stopped
   */
  static int around(StopRequest stop, PrintStream stdout, IntSupplier training) {
    Training own = new Training(stop);
    OF_PROCESS.training = Optional.of(own);
    OF_PROCESS.register();
    try {
      return training.getAsInt();
    } catch (StopRequest.StoppedException e) {
      throw new RunFailedException(e.getMessage(), e);
    } catch (RowRunner.UnsafeArithmeticException e) {
      return SafeArithmetic.runAgain(e, stop, stdout);
    } finally {
      // The training has left the native library.
      own.left.countDown();
    }
  }

  private synchronized void register() {
    if (registered) {
      return;
    }
    registered = true;
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "orderly-end"));
    } catch (IllegalStateException e) {
      // The process ends already.
      ending = true;
    }
  }

  private void stopAndWait() {
    Optional<Training> atHand = training;
    if (atHand.isPresent() && atHand.get().left.getCount() > 0) {
      ending = true;
      System.err.println("dsd: stopping; the same command goes on from the last checkpoint");
      stop(atHand.get());
    } else if (commandRuns) {
      ending = true;
      System.err.println("dsd: stopped");
    }
  }

  private static void stop(Training atHand) {
    atHand.stop.make();
    long begin = System.nanoTime();
    try {
      while (!atHand.stop.mayEndNow() && !atHand.left.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS)) {
          System.err.println("dsd: the step at hand takes too long, ending without it");
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
