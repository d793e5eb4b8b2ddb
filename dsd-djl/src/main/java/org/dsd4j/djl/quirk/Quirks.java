package org.dsd4j.djl.quirk;

import ai.djl.engine.Engine;
import java.util.Map;
import java.util.Set;

/**
 * The faults of an engine that are known here.
 *
 * @param alignsChannels whether convolutions get channels of zeros until their counts are multiples
 *     of 16. LibTorch's oneDNN is wrong without. MXNet's is right without, and its joining of
 *     channels in those layouts fails ("could not construct a sub-memory"), or divides by zero,
 *     which ends the process.
 * @param lacks the capabilities that it does not have, by id, and what is wrong with each, as
 *     {@link org.dsd4j.djl.conformance.Conformance} finds it
 */
public record Quirks(boolean alignsChannels, Map<String, String> lacks) {
  private static final Map<String, Quirks> KNOWN =
      Map.of(
          "PyTorch",
          new Quirks(true, Map.of()),
          "MXNet",
          new Quirks(
              false,
              Map.of(
                  "running-variance",
                  "keeps the biased variance, smaller by one part in the batch's values")));

  /** Zeros never change a sum, so that an engine that nobody looked at gets them too. */
  private static final Quirks UNKNOWN = new Quirks(true, Map.of());

  /** Takes a copy. */
  public Quirks {
    lacks = Map.copyOf(lacks);
  }

  /**
   * Looks up an engine.
   *
   * @param engine the engine in use
   * @return what is known of it, never null
   */
  public static Quirks of(Engine engine) {
    return KNOWN.getOrDefault(engine.getEngineName(), UNKNOWN);
  }

  /**
   * Lists the engines that rows have been trained on.
   *
   * @return their names as DJL spells them
   */
  public static Set<String> trained() {
    return KNOWN.keySet();
  }
}
