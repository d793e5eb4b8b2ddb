package org.dsd4j.djl.kit.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * The environment variables of native libraries. Java has a copy of its own, whose changes do not
 * reach them, and some engines read their number of threads from the environment when they load.
 */
final class NativeEnvironment {
  private NativeEnvironment() {}

  /** What the C library of POSIX systems offers. */
  interface PosixLibrary extends Library {
    /** Sets a variable; not 0 when that failed. */
    int setenv(String name, String value, int overwrite);
  }

  /** What the C library of Windows offers. */
  interface WindowsLibrary extends Library {
    /** Sets a variable; not 0 when that failed. */
    int _putenv_s(String name, String value);
  }

  /**
   * Sets a variable for native libraries that load from now on.
   *
   * @param name the variable, for example {@code OMP_NUM_THREADS}
   * @param value its value
   * @throws IllegalStateException when the system refuses
   */
  static void set(String name, String value) {
    int failure =
        Platform.isWindows()
            ? Native.load("ucrtbase", WindowsLibrary.class)._putenv_s(name, value)
            : Native.load("c", PosixLibrary.class).setenv(name, value, 1);
    if (failure != 0) {
      throw new IllegalStateException("cannot set " + name + "=" + value + " for native libraries");
    }
  }
}
