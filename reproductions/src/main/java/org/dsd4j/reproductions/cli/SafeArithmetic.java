package org.dsd4j.reproductions.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dsd4j.djl.check.SlowerInstructions;
import org.dsd4j.reproductions.run.RowRunner;
import org.dsd4j.reproductions.run.StopRequest;

/**
 * Runs the same command again with oneDNN limited to SSE 4.1, whose convolutions are right where
 * faster ones are not. The limit is read when the native library loads, so it takes a new process.
 */
final class SafeArithmetic {
  private static final long LOOK_MILLIS = 100;

  private SafeArithmetic() {}

  static int runAgain(RowRunner.UnsafeArithmeticException e, StopRequest stop, PrintStream out) {
    if (e.otherWay().isPresent()) {
      throw new RunFailedException(e.getMessage() + "; " + e.otherWay().get(), e);
    }
    if (SlowerInstructions.limit().isPresent()) {
      throw new RunFailedException(
          e.getMessage()
              + "; "
              + SlowerInstructions.VARIABLE
              + "="
              + SlowerInstructions.limit().get()
              + " does not help either",
          e);
    }
    out.println(e.getMessage());
    out.println(
        "Starting again with " + SlowerInstructions.SETTING + ", which is right and slower.");
    out.flush();
    Optional<String[]> arguments = ProcessHandle.current().info().arguments();
    Optional<String> command = ProcessHandle.current().info().command();
    if (arguments.isEmpty() || command.isEmpty()) {
      throw new RunFailedException(
          e.getMessage()
              + "; set "
              + SlowerInstructions.SETTING
              + " in the environment and run again",
          e);
    }
    ProcessBuilder again = new ProcessBuilder(command.get());
    again.command().addAll(ParentWatch.OPTIONS);
    again.command().addAll(List.of(arguments.get()));
    again.environment().put(SlowerInstructions.VARIABLE, SlowerInstructions.SAFE);
    try {
      return waitFor(again.inheritIO().redirectInput(Redirect.PIPE).start(), stop);
    } catch (IOException failure) {
      throw new RunFailedException("cannot start again: " + failure.getMessage(), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted", stopped);
    }
  }

  /** Asks it to end too when this process is. */
  private static int waitFor(Process process, StopRequest stop) throws InterruptedException {
    while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (stop.isMade()) {
        process.toHandle().destroy();
        return process.waitFor();
      }
    }
    return process.exitValue();
  }
}
