package org.dsd4j.djl.quirk;

import java.util.Optional;

/**
 * The limit of oneDNN's instructions, with which LibTorch computes rightly on processors where it
 * does not otherwise, about half as fast. It is read when the native library loads, so it has to be
 * in the environment of a process from the start.
 */
public final class SlowerInstructions {
  /** The environment variable. */
  public static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

  /** The value with which everything that was tried is right. */
  public static final String SAFE = "SSE41";

  /** What a person has to set. */
  public static final String SETTING = VARIABLE + "=" + SAFE;

  private SlowerInstructions() {}

  /**
   * Returns the limit of this process.
   *
   * @return the value of the variable, empty where it is not set
   */
  public static Optional<String> limit() {
    return Optional.ofNullable(System.getenv(VARIABLE));
  }
}
