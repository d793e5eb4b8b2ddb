package org.dsd4j.reproductions.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Ends a process when the one that started it is gone. Its standard input is a pipe that the parent
 * holds open and never writes to: the system closes it with the parent, however that ends. Only a
 * process that is told so looks at it; any other may have been started with nothing there.
 */
final class ParentWatch {
  private static final String PROPERTY = "dsd.parent";

  /** Options of Java for a process that is to end with this one. */
  static final List<String> OPTIONS = List.of("-D" + PROPERTY + "=true");

  private ParentWatch() {}

  /** Begins to watch where this process was started so. */
  static void begin() {
    if (!Boolean.getBoolean(PROPERTY)) {
      return;
    }
    Thread watch = new Thread(() -> endWith(System.in), "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static void endWith(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // Nothing is ever written there.
      }
    } catch (IOException e) {
      // Gone in another way.
    }
    System.err.println("dsd: the process that started this one has ended");
    // In order: this asks the training to stop, and waits for it.
    System.exit(Dsd.RUN_FAILED);
  }
}
