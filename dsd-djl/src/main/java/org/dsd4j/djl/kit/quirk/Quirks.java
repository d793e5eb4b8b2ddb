package org.dsd4j.djl.kit.quirk;

import ai.djl.engine.Engine;
import java.util.Map;
import java.util.Set;

/**
 * The known faults of an engine. Capabilities have the ids of {@link
 * org.dsd4j.djl.kit.conformance.Conformance}.
 *
 * @param alignsChannels whether channels of zeros are added to convolutions until their counts are
 *     multiples of 16. LibTorch's oneDNN is wrong without them. MXNet's is correct without them;
 *     with them, it fails when it joins channels ("could not construct a sub-memory"), or divides
 *     by zero, which ends the process.
 * @param lacks the capabilities that it has on no processor, by id, each with the problem that the
 *     conformance check reports
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

  /** Zeros never change a sum, so an engine that was not examined gets them too. */
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
