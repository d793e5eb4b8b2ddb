package org.dsd4j.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dsd4j.djl.network.Precision;

/**
 * An optimizer whose state can be seen, so that it can be masked, saved and restored. DJL's own
 * optimizers hide theirs.
 *
 * <p>A slot is one array for each parameter, of its shape and precision: the momentum, or a running
 * mean of squares. Rates and settings are floats in either precision, as DJL has them.
 */
public abstract class StatefulOptimizer extends Optimizer implements AutoCloseable {
  private final Map<String, Map<String, NDArray>> slots = new TreeMap<>();

  /**
   * Takes the settings that every optimizer has.
   *
   * @param builder the builder
   */
  protected StatefulOptimizer(OptimizerBuilder<?> builder) {
    super(builder);
  }

  /**
   * Returns the state of a parameter, made of zeros at the first call.
   *
   * @param slot the name of the slot, such as {@code momentum}
   * @param parameterId DJL's id of the parameter
   * @param weight the weight, whose shape, type and device the state takes
   * @return the array, owned by the optimizer
   */
  protected final NDArray slot(String slot, String parameterId, NDArray weight) {
    return slots
        .computeIfAbsent(slot, name -> new LinkedHashMap<>())
        .computeIfAbsent(parameterId, id -> zeros(weight));
  }

  /**
   * Returns all state.
   *
   * @return the arrays by slot name, then by DJL's parameter id; a slot appears with its first
   *     update; the maps are read only, the arrays are the optimizer's own
   */
  public final Map<String, Map<String, NDArray>> slots() {
    Map<String, Map<String, NDArray>> view = new TreeMap<>();
    slots.forEach((name, byId) -> view.put(name, Collections.unmodifiableMap(byId)));
    return Collections.unmodifiableMap(view);
  }

  /**
   * Puts saved state back.
   *
   * @param slot the name of the slot
   * @param parameterId DJL's id of the parameter
   * @param weight the weight, whose shape, type and device the state takes
   * @param saved the values, copied
   */
  public final void restore(String slot, String parameterId, NDArray weight, NDArray saved) {
    saved.copyTo(slot(slot, parameterId, weight));
  }

  /**
   * Rescales a gradient in place, where the builder asks for it.
   *
   * @param grad the gradient
   */
  protected final void rescale(NDArray grad) {
    if (rescaleGrad != 1) {
      grad.muli(Precision.of(grad).number(rescaleGrad));
    }
  }

  /**
   * Clips a gradient in place to [-c, c], element by element, where the builder asks for it. DJL's
   * own clipping does nothing to negative values.
   *
   * @param grad the gradient
   */
  protected final void clip(NDArray grad) {
    if (clipGrad > 0) {
      // Not copyTo: DJL would put memory of Java under the engine's gradient, and free it too
      // early.
      Precision precision = Precision.of(grad);
      try (NDArray clipped = grad.clip(precision.number(-clipGrad), precision.number(clipGrad))) {
        grad.set(new NDIndex(":"), clipped);
      }
    }
  }

  /**
   * Adds an L2 penalty's gradient to a gradient in place, where the builder asks for one.
   *
   * @param weight the weight
   * @param grad its gradient
   */
  protected final void decay(NDArray weight, NDArray grad) {
    if (getWeightDecay() != 0) {
      try (NDArray decay = weight.mul(Precision.of(weight).number(getWeightDecay()))) {
        grad.addi(decay);
      }
    }
  }

  /** Forgets all state and frees its memory. */
  public final void reset() {
    slots.values().forEach(byId -> byId.values().forEach(NDArray::close));
    slots.clear();
  }

  @Override
  public final void close() {
    reset();
  }

  private static NDArray zeros(NDArray weight) {
    // Owned by nobody else: the manager of a batch would close it after the step.
    NDManager manager = weight.getManager();
    NDArray state = manager.zeros(weight.getShape(), weight.getDataType());
    state.detach();
    return state;
  }

  /**
   * What the builders of these optimizers share: a learning rate that must be set.
   *
   * @param <T> the builder itself
   */
  public abstract static class RatedBuilder<T extends RatedBuilder<T>>
      extends Optimizer.OptimizerBuilder<T> {
    private ParameterTracker rate;

    /** Leaves the rate to be set. */
    protected RatedBuilder() {}

    /**
     * Sets the learning rate.
     *
     * @param tracker the rate of each update
     * @return this builder
     */
    public final T setLearningRateTracker(ParameterTracker tracker) {
      rate = tracker;
      return self();
    }

    /**
     * Returns the learning rate.
     *
     * @return the rate of each update
     * @throws NullPointerException when it was not set
     */
    protected final ParameterTracker rate() {
      return Objects.requireNonNull(rate, "set the learning rate: setLearningRateTracker");
    }
  }
}
