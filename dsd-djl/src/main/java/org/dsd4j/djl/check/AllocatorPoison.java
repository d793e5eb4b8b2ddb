package org.dsd4j.djl.check;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.function.Supplier;

/**
 * Lets the C library fill every block that it allocates, so that code which reads memory before it
 * is written finds large numbers there: 3e38 in FLOAT32, 1e306 in FLOAT64. Unlike {@link
 * HeapPoison} it reaches every block, but it cannot write NaN, and only glibc supports it.
 */
public final class AllocatorPoison {
  /** M_PERTURB of malloc.h. */
  private static final int PERTURB = -6;

  /** New blocks are filled with the complement: bytes of 0x7f. */
  private static final int FILL = 0x80;

  private static final String SET_FROM_OUTSIDE = "MALLOC_PERTURB_";

  private AllocatorPoison() {}

  /** What glibc offers. */
  interface Allocator extends Library {
    /** Sets a parameter of the allocator; 0 when that failed. */
    int mallopt(int parameter, int value);
  }

  /**
   * Runs a task while new memory is filled, in all threads of the process.
   *
   * @param <T> the type of the result
   * @param work the task
   * @return its result; if the system cannot fill memory, the task runs all the same
   */
  public static <T> T during(Supplier<T> work) {
    fill(FILL);
    try {
      return work.get();
    } finally {
      fill(usual());
    }
  }

  private static void fill(int value) {
    if (Platform.isLinux()) {
      try {
        Native.load("c", Allocator.class).mallopt(PERTURB, value);
      } catch (UnsatisfiedLinkError e) {
        // Another C library than glibc.
        return;
      }
    }
  }

  private static int usual() {
    try {
      return Integer.parseInt(System.getenv().getOrDefault(SET_FROM_OUTSIDE, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
