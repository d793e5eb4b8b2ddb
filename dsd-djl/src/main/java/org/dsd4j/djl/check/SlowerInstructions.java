package org.dsd4j.djl.check;

import java.util.Optional;

/**
 * The limit of oneDNN's instructions, with which LibTorch computes correctly on processors where it
 * does not otherwise, about half as fast. It is read when the native library loads, so it has to be
 * in the environment of a process from the start.
 */
public final class SlowerInstructions {
  /** The environment variable. */
  public static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

  /** The value with which everything that was tried is correct. */
  public static final String SAFE = "SSE41";

  /** What a user has to set. */
  public static final String SETTING = VARIABLE + "=" + SAFE;

  private SlowerInstructions() {}

  /**
   * Returns whether what an engine computes wrongly is correct with {@link #SETTING}.
   *
   * @param engine its name as DJL spells it
   * @return true for PyTorch
   */
  public static boolean help(String engine) {
    return engine.equals("PyTorch");
  }

  /**
   * Returns the limit of this process.
   *
   * @return the value of the variable, empty where it is not set
   */
  public static Optional<String> limit() {
    return Optional.ofNullable(System.getenv(VARIABLE));
  }
}
