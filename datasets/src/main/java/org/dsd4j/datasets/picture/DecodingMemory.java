package org.dsd4j.datasets.picture;

import java.util.concurrent.Semaphore;
import org.dsd4j.datasets.BrokenExampleException;

/**
 * The part of the heap that pictures may take while they are decoded, over all threads: half of it.
 * It is asked for before it is taken, and a thread waits while others have it, so that a few large
 * pictures at once do not end in an {@link OutOfMemoryError}.
 */
final class DecodingMemory {

  private static final long UNIT = 1 << 10;
  private static final DecodingMemory SHARED = new DecodingMemory(Runtime.getRuntime().maxMemory());

  private final int units;
  private final Semaphore free;

  /** Memory for a heap of at most these bytes. */
  DecodingMemory(long heap) {
    units = (int) Math.min(Integer.MAX_VALUE, heap / 2 / UNIT);
    free = new Semaphore(units);
  }

  static DecodingMemory shared() {
    return SHARED;
  }

  /** What is done while the memory is held. */
  @FunctionalInterface
  interface Decoding<T, E extends Exception> {
    T run() throws E;
  }

  /**
   * Waits for memory, and does something with it.
   *
   * @throws BrokenExampleException if it would not be enough with all other threads waiting
   */
  <T, E extends Exception> T with(String name, long bytes, Decoding<T, E> decoding)
      throws BrokenExampleException, E {
    long wanted = bytes / UNIT + 1;
    if (wanted > units) {
      throw new BrokenExampleException(
          name,
          "needs %d MiB to be decoded, more than half of the memory of Java; allow more with -Xmx"
              .formatted(bytes >> 20));
    }
    // An interrupt would make a picture that is whole look like a broken one.
    free.acquireUninterruptibly((int) wanted);
    try {
      return decoding.run();
    } finally {
      free.release((int) wanted);
    }
  }
}
