package org.dsd4j.djl.kit.quirk;

import ai.djl.engine.Engine;
import java.util.Map;
import java.util.Set;

/**
 * The faults of an engine that are known here. Capabilities have the ids that {@link
 * org.dsd4j.djl.kit.conformance.Conformance} gives them.
 *
 * @param alignsChannels whether convolutions get channels of zeros until their counts are multiples
 *     of 16. LibTorch's oneDNN is wrong without. MXNet's is right without, and its joining of
 *     channels in those layouts fails ("could not construct a sub-memory"), or divides by zero,
 *     which ends the process.
 * @param lacks the capabilities that it has on no processor, by id, and what is wrong with each, as
 *     it is found
 * @param varies the ids of those that it has on some processors and not on others
 */
public record Quirks(boolean alignsChannels, Map<String, String> lacks, Set<String> varies) {
  private static final Map<String, Quirks> KNOWN =
      Map.of(
          "PyTorch",
          new Quirks(true, Map.of(), Set.of("djl-lstm", "djl-stacked", "djl-conv")),
          "MXNet",
          new Quirks(
              false,
              Map.of(
                  "running-variance",
                  "keeps the biased variance, smaller by one part in the batch's values",
                  "djl-stacked",
                  "wrong gradients: LSTM or GRU"),
              Set.of()));

  /** Zeros never change a sum, so that an engine that nobody looked at gets them too. */
  private static final Quirks UNKNOWN = new Quirks(true, Map.of(), Set.of());

  /** Takes copies. */
  public Quirks {
    lacks = Map.copyOf(lacks);
    varies = Set.copyOf(varies);
  }

  /**
   * Looks up an engine.
   *
   * @param engine the engine in use
   * @return what is known of it, never null
   */
  public static Quirks of(Engine engine) {
    return of(engine.getEngineName());
  }

  /**
   * Looks up an engine, which need not have been started.
   *
   * @param engine its name as DJL spells it
   * @return what is known of it, never null
   */
  public static Quirks of(String engine) {
    return KNOWN.getOrDefault(engine, UNKNOWN);
  }
}
