package org.dsd4j.reproductions.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the virtual machine throws when it cannot go on: said in one line, with what helps. The
 * trace of one would say where the last straw fell.
 */
final class FatalError {
  /** Of the launcher, which passes it to Java. */
  private static final String OPTIONS = "DSD_JAVA_OPTS";

  private static final String OURS = "org.dsd4j.";
  private static final int ENOUGH_FILES = 256;
  private static final int LEAST_HEAP = 16;
  private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\d{1,18})\\s");

  /** Read at the start: when there are too few, this cannot be read either. */
  private static volatile long mostOpenFiles = ENOUGH_FILES;

  private FatalError() {}

  /** From here on a thread that dies says so in one line. */
  static void begin() {
    mostOpenFiles = readMostOpenFiles();
    Thread.setDefaultUncaughtExceptionHandler(FatalError::inThread);
  }

  /** Why there is no command: a class of it cannot be loaded, which is thrown in many forms. */
  static String atStart(Throwable thrown) {
    return "cannot start (" + thrown + ")" + openFiles();
  }

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
      // Others would wait for it for ever. Not by this thread: if it is one that the end of the
      // process waits for, the two would wait for each other.
      Thread end = new Thread(() -> System.exit(Dsd.RUN_FAILED), "end");
      end.setDaemon(true);
      end.start();
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
          + openFiles();
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
        + 4 * Math.max(heap, LEAST_HEAP)
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

  /** Every jar stays open, so that few files are the likely reason why one cannot be read. */
  private static String openFiles() {
    return mostOpenFiles < ENOUGH_FILES
        ? "; only " + mostOpenFiles + " files may be open at a time: raise ulimit -n to 256 or more"
        : "; is the installation whole, and made for this system?";
  }

  /** As Linux says; elsewhere it is not known, and taken for enough. */
  private static long readMostOpenFiles() {
    Path limits = Path.of("/proc/self/limits");
    try {
      for (String line : Files.exists(limits) ? Files.readAllLines(limits) : List.<String>of()) {
        Matcher most = OPEN_FILES.matcher(line);
        if (most.lookingAt()) {
          return Long.parseLong(most.group(1));
        }
      }
    } catch (IOException e) {
      // Then nothing is said of it.
    }
    return ENOUGH_FILES;
  }
}
