package org.dsd4j.djl.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.check.CheckResult;
import org.dsd4j.djl.network.Network;

/**
 * The result of a training that reached its end or was stopped.
 *
 * <p>The trained values belong to the user's block, which can be used, saved or trained again
 * whether this is closed or not, and whose own {@code clear()} frees them.
 *
 * @param network the trained network, which can be run until this is closed
 * @param masks the masks of the last sparse phase, {@link MaskSet#NONE} when there was none; also
 *     when the training was resumed after that phase
 * @param excluded the reason, by path, for which each parameter without a mask has none, in the
 *     last sparse phase of the plan; empty when there is no such phase
 * @param metrics the last measurement on the validation data, or that of the best weights if they
 *     were kept; empty without validation data
 * @param arithmetic the result of comparing the engine with FLOAT64 on the first batch; empty if
 *     nothing was compared
 * @param end the position after the last step
 * @param finished false when the training was stopped before the end of its plan
 */
public record DsdResult(
    Network network,
    MaskSet masks,
    Map<String, String> excluded,
    Map<String, Double> metrics,
    Optional<CheckResult> arithmetic,
    Position end,
    boolean finished)
    implements AutoCloseable {
  /** Copies the maps. */
  public DsdResult {
    excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Frees the memory of the training, except the values of the block. */
  @Override
  public void close() {
    network.handOver();
  }
}
