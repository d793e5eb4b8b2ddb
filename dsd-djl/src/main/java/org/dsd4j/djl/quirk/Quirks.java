package org.dsd4j.djl.quirk;

import ai.djl.engine.Engine;
import java.util.Map;

/**
 * The faults of an engine that this library works around.
 *
 * @param alignsChannels whether convolutions get channels of zeros until their counts are multiples
 *     of 16. LibTorch's oneDNN is wrong without. MXNet's is right without, and its joining of
 *     channels in those layouts fails ("could not construct a sub-memory"), or divides by zero,
 *     which ends the process.
 */
public record Quirks(boolean alignsChannels) {
  private static final Map<String, Quirks> KNOWN =
      Map.of("PyTorch", new Quirks(true), "MXNet", new Quirks(false));

  /** Zeros never change a sum, so that an engine that nobody looked at gets them too. */
  private static final Quirks UNKNOWN = new Quirks(true);

  /**
   * Looks up an engine.
   *
   * @param engine the engine in use
   * @return what is known of it, never null
   */
  public static Quirks of(Engine engine) {
    return KNOWN.getOrDefault(engine.getEngineName(), UNKNOWN);
  }
}
