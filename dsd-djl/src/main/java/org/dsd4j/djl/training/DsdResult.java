package org.dsd4j.djl.training;

import java.util.Map;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.network.Network;

/**
 * A finished training.
 *
 * @param network the trained network; closing it frees the weights of the block
 * @param masks the masks of the last sparse phase, {@link MaskSet#NONE} when there was none; a
 *     training that was resumed after that phase has forgotten them
 * @param metrics the last measurement of the validation data, empty without such data
 */
public record DsdResult(Network network, MaskSet masks, Map<String, Double> metrics)
    implements AutoCloseable {
  /** Copies the metrics. */
  public DsdResult {
    metrics = Map.copyOf(metrics);
  }

  @Override
  public void close() {
    network.close();
  }
}
