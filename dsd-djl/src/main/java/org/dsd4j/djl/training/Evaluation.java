package org.dsd4j.djl.training;

import java.util.Map;
import org.dsd4j.djl.network.Network;

/** Measures a network on a fixed split. */
@FunctionalInterface
public interface Evaluation {
  /** Measures nothing. */
  Evaluation NONE = network -> Map.of();

  /**
   * Measures a network in evaluation mode.
   *
   * @param network the network, which is not changed
   * @return values by metric id, never null
   */
  Map<String, Double> measure(Network network);
}
