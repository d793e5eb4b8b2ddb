package org.dsd4j.reproductions.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the virtual machine throws when it cannot go on: said in one line, with what helps. The
 * trace of one would say where the last straw fell.
 */
final class FatalError {
  /** Of the launcher, which passes it to Java. */
  private static final String OPTIONS = "DSD_JAVA_OPTS";

  private static final String OURS = "org.dsd4j.";
  private static final int FEW_FILES = 16;

  private FatalError() {}

  /** The error that something was thrown for: itself, or what a worker thread has passed on. */
  static Optional<Error> in(Throwable thrown) {
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      if (one instanceof Error error) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  /** What happened, where, and what helps. */
  static String inWords(Error error) {
    return cause(error) + "; what was computed is kept, and the same command resumes";
  }

  /** A thread has died of something that nobody takes up. */
  static void inThread(Thread thread, Throwable thrown) {
    if (OrderlyEnd.isUnderWay()) {
      return;
    }
    Optional<Error> error = in(thrown);
    String what = error.map(FatalError::inWords).orElseGet(thrown::toString);
    System.err.println("dsd: thread '" + thread.getName() + "': " + what);
    if (error.filter(FatalError::concernsAll).isPresent()) {
      // Others would wait for it for ever.
      System.exit(Dsd.RUN_FAILED);
    }
  }

  private static boolean concernsAll(Error error) {
    return error instanceof LinkageError
        || (error instanceof VirtualMachineError && !(error instanceof StackOverflowError));
  }

  private static String cause(Error error) {
    if (error instanceof OutOfMemoryError memory) {
      return "out of memory" + said(error) + where(error) + advice(memory);
    }
    if (error instanceof StackOverflowError) {
      return "nested too deeply" + where(error) + "; " + OPTIONS + "=-Xss16m allows more";
    }
    if (error instanceof LinkageError) {
      return "a part of the program cannot be loaded ("
          + error.getClass().getSimpleName()
          + ": "
          + firstLine(error)
          + ")"
          + openFiles().orElse("; is the installation whole, and made for this system?");
    }
    return "unexpected " + error.getClass().getSimpleName() + said(error) + where(error);
  }

  private static String advice(OutOfMemoryError error) {
    String said = firstLine(error).toLowerCase(Locale.ROOT);
    if (said.contains("direct")) {
      return "; " + OPTIONS + "=-XX:MaxDirectMemorySize=32g allows more outside of the heap";
    }
    if (said.contains("thread")) {
      return "; raise the limit of processes (ulimit -u), or use --threads 1";
    }
    if (said.contains("metaspace")) {
      return "; " + OPTIONS + "=-XX:MaxMetaspaceSize=1g allows more";
    }
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    return "; the heap may grow to "
        + heap
        + " MiB: "
        + OPTIONS
        + "=-Xmx"
        + 4 * Math.max(heap, FEW_FILES)
        + "m allows more";
  }

  /** The method of ours that asked for it last; Java may have no memory left to tell. */
  private static String where(Error error) {
    return Arrays.stream(error.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> " in " + frame.getClassName() + "." + frame.getMethodName())
        .orElse("");
  }

  private static String said(Error error) {
    return error.getMessage() == null ? "" : " (" + firstLine(error) + ")";
  }

  private static String firstLine(Error error) {
    Throwable deepest = error;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest == error ? String.valueOf(error.getMessage()) : deepest.toString();
    return message.lines().findFirst().orElse("");
  }

  /** The limit of open files, where that is why. */
  private static Optional<String> openFiles() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long most = system.getMaxFileDescriptorCount();
      if (system.getOpenFileDescriptorCount() + FEW_FILES > most) {
        return Optional.of("; only " + most + " files may be open at a time: raise ulimit -n");
      }
    }
    return Optional.empty();
  }
}
