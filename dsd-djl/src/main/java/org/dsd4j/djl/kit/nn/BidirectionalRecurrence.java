package org.dsd4j.djl.kit.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.SeededInitializer;
import org.dsd4j.djl.network.SeededInitializer.Distribution;

/**
 * A plain recurrent layer in both directions with one shared projection of the input, as in Deep
 * Speech:
 *
 * <pre>
 * p_t = x_t W + b          or, normalised, p_t = norm(x_t W)
 * f_t = min(max(p_t + f_(t-1) U_f, 0), 20)
 * g_t = min(max(p_t + g_(t+1) U_g, 0), 20)
 * h_t = f_t + g_t
 * </pre>
 *
 * <p>Sequences are padded at their ends. The projection of padding is set to zero, so g, which
 * comes from the end, is exactly zero until the sequence's last real frame: padding changes nothing
 * in either direction. Both directions of a step are one product.
 *
 * <p>Inputs: x (T, B, D) and the lengths (B); outputs: h (T, B, H) and the lengths. Values of h in
 * padding have no meaning. Parameters: {@code input.weight} (H, D), {@code input.bias} (H) or
 * {@code norm.gamma} and the like, {@code forward} (H, H) and {@code backward} (H, H).
 *
 * @see <a href="https://arxiv.org/abs/1412.5567">Deep Speech, section 2</a>
 * @see <a href="https://arxiv.org/abs/1512.02595">Deep Speech 2, section 3.2, equations 11 and
 *     12</a>
 */
public final class BidirectionalRecurrence extends AbstractBlock {
  private final int units;
  private final Linear input;
  private final Optional<SequenceNorm> norm;
  private final Parameter forward;
  private final Parameter backward;

  /**
   * Creates the layer.
   *
   * @param units H, at least 1
   * @param normalized whether the projection is normalised, instead of having a bias
   */
  public BidirectionalRecurrence(int units, boolean normalized) {
    if (units < 1) {
      throw new IllegalArgumentException("a recurrence needs at least 1 unit, not " + units);
    }
    this.units = units;
    input = addChildBlock("input", Linear.builder().setUnits(units).optBias(!normalized).build());
    input.setInitializer(new SeededInitializer(Distribution.HE_IN), Parameter.Type.WEIGHT);
    norm = normalized ? Optional.of(addChildBlock("norm", new SequenceNorm())) : Optional.empty();
    forward = addParameter(recurrent("forward"));
    backward = addParameter(recurrent("backward"));
  }

  private Parameter recurrent(String name) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.WEIGHT)
        .optInitializer(new SeededInitializer(Distribution.HALF_IDENTITY))
        .optShape(new Shape(units, units))
        .build();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    input.initialize(manager, type, inputs[0]);
    Shape projected = new Shape(inputs[0].get(0), inputs[0].get(1), units);
    norm.ifPresent(block -> block.initialize(manager, type, projected, inputs[1]));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.get(0);
    NDArray lengths = inputs.get(1);
    long time = x.getShape().get(0);
    SequenceMask mask =
        SequenceMask.of(ArrayValues.floats(lengths), time, x.getManager(), x.getDataType());
    return new NDList(recur(store, x, mask, training), lengths);
  }

  /**
   * Runs the layer.
   *
   * @param store where the values of parameters come from
   * @param x (T, B, D)
   * @param mask which frames are real
   * @param training as for {@link #forward}
   * @return h (T, B, H)
   */
  public NDArray recur(ParameterStore store, NDArray x, SequenceMask mask, boolean training) {
    NDArray projected = input.forward(store, new NDList(x), training).singletonOrThrow();
    if (norm.isPresent()) {
      projected = norm.get().normalize(store, projected, mask, training);
    }
    projected = mask.apply(projected);
    Device device = x.getDevice();
    NDArray both =
        NDArrays.stack(
            new NDList(
                store.getValue(forward, device, training),
                store.getValue(backward, device, training)));
    both.attach(x.getManager());
    return sumOfDirections(projected, both);
  }

  private NDArray sumOfDirections(NDArray projected, NDArray weights) {
    long time = projected.getShape().get(0);
    long batch = projected.getShape().get(1);
    // (T, 2, B, H): step s reads frame s forward and frame T - 1 - s backward.
    NDArray pairs = NDArrays.stack(new NDList(projected, projected.flip(0)), 1);
    NDList steps = pairs.reshape(2 * time, batch, units).split(everySecond(time), 0);
    NDList states = new NDList();
    NDArray state = null;
    for (NDArray step : steps) {
      NDArray sum = state == null ? step : step.add(state.matMul(weights));
      state = ClippedRelu.of(sum);
      states.add(state);
    }
    NDList directions =
        NDArrays.concat(states, 0).reshape(time, 2, batch, units).split(new long[] {1}, 1);
    Shape shape = new Shape(time, batch, units);
    return directions.get(0).reshape(shape).add(directions.get(1).reshape(shape).flip(0));
  }

  private static long[] everySecond(long time) {
    long[] cuts = new long[Math.toIntExact(time - 1)];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = 2L * (i + 1);
    }
    return cuts;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), inputs[0].get(1), units), inputs[1]};
  }
}
