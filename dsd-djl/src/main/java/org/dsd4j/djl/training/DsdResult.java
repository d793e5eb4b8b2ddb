package org.dsd4j.djl.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.djl.check.Verdict;
import org.dsd4j.djl.network.Network;

/**
 * A training that came to its end, or to where it was stopped.
 *
 * <p>The trained values belong to the user's block: it can be used, saved or trained again, whether
 * this is closed or not, and gives them back by its own {@code clear()}.
 *
 * @param network the trained network, in evaluation and in training until this is closed
 * @param masks the masks of the last sparse phase, {@link MaskSet#NONE} when there was none; a
 *     training that was resumed after that phase has forgotten them
 * @param excluded why each parameter without a mask has none: reason by path, of the last sparse
 *     phase of the plan; empty when it has none
 * @param metrics the last measurement of the validation data, or that of the best weights where
 *     they were kept; empty without such data
 * @param arithmetic what came out of comparing the engine's arithmetic with FLOAT64 on the first
 *     batch; empty where nothing was compared
 * @param end the place after the last step
 * @param finished false when the training was stopped before the end of its plan
 */
public record DsdResult(
    Network network,
    MaskSet masks,
    Map<String, String> excluded,
    Map<String, Double> metrics,
    Optional<Verdict> arithmetic,
    Position end,
    boolean finished)
    implements AutoCloseable {
  /** Copies the maps. */
  public DsdResult {
    excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Frees what the training needed besides the values of the block, which stay. */
  @Override
  public void close() {
    network.handOver();
  }
}
