package org.dsd4j.djl.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.ParameterTracker;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dsd4j.djl.network.InPlace;

/**
 * An optimizer whose state is accessible, so that it can be masked, saved and restored. That of
 * DJL's own optimizers is private.
 *
 * <p>It works in {@link org.dsd4j.djl.training.DsdLoop} and in DJL's own {@code Trainer}, in any
 * thread. The gradient that is passed in is not changed, unless it is the parameter's own, which is
 * zero after an update, because PyTorch adds the next one to it. (DJL's {@code Trainer} passes a
 * copy, so that clearing the copy would have no effect.)
 *
 * <p>A slot is one array for each parameter and device, of the parameter's shape and precision: the
 * momentum, or a running mean of squares. Rates and settings are floats in either precision, as in
 * DJL.
 *
 * <p>To add an optimizer, extend this class and implement its formula in {@link #step}.
 */
public abstract class StatefulOptimizer extends Optimizer implements AutoCloseable {
  private final ParameterTracker rate;
  private final int updatesBefore;
  private final Map<String, Map<Device, State>> states = new LinkedHashMap<>();
  private int mostUpdates;

  /** The state of one parameter on one device. */
  private static final class State {
    private final Map<String, NDArray> slots = new TreeMap<>();
    private int updates;
  }

  /**
   * Takes the settings that every optimizer has.
   *
   * @param builder the builder
   */
  protected StatefulOptimizer(RatedBuilder<?> builder) {
    super(builder);
    rate = Objects.requireNonNull(builder.rate, "set the learning rate: setLearningRateTracker");
    updatesBefore = builder.updatesBefore;
  }

  /**
   * Makes one update of one parameter.
   *
   * @param update the weight, which is to be changed in place, its gradient, rate and state
   */
  protected abstract void step(Update update);

  /**
   * Returns the settings other than the learning rate.
   *
   * @return the values of its settings by name, in a fixed order
   */
  protected abstract Map<String, Object> settings();

  @Override
  public final void update(String parameterId, NDArray weight, NDArray grad) {
    State state = state(parameterId, weight.getDevice());
    state.updates++;
    mostUpdates = Math.max(mostUpdates, state.updates);
    float step = rate.getNewValue(parameterId, updatesBefore + mostUpdates);
    InPlace.write(
        weight,
        values -> {
          try (Update update = new Update(this, values, grad, step, state.updates, state.slots)) {
            step(update);
          }
        });
    clearGradient(weight, !(clipGrad > 0));
  }

  /**
   * Sets a parameter's own gradient to zero, since some engines add the next one to it.
   *
   * @param finite whether it is known to be finite; subtracting an infinite one, which may have
   *     been clipped before the update, from itself would give NaN
   */
  static void clearGradient(NDArray weight, boolean finite) {
    if (!weight.hasGradient()) {
      return;
    }
    try (NDArray own = weight.getGradient()) {
      if (finite) {
        own.subi(own);
        return;
      }
      try (NDManager scope = weight.getManager().newSubManager()) {
        own.set(new NDIndex(":"), scope.zeros(own.getShape(), own.getDataType()));
      }
    }
  }

  /**
   * Describes this optimizer, without its rate and state.
   *
   * @return the name and all settings in one line, for example {@code MomentumSgd(momentum=0.9,
   *     nesterov=false, weightDecay=1.0E-4, rescale=1.0, clip=none)}
   */
  public final String description() {
    Map<String, Object> all = new LinkedHashMap<>(settings());
    all.put("weightDecay", getWeightDecay());
    all.put("rescale", rescaleGrad);
    all.put("clip", clipGrad > 0 ? clipGrad : "none");
    List<String> words =
        all.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
    return getClass().getSimpleName() + "(" + String.join(", ", words) + ")";
  }

  /**
   * Returns all state.
   *
   * @return the arrays by slot name, then by DJL's parameter id; a slot exists from its first
   *     update on; the maps cannot be changed, the arrays belong to the optimizer; of a parameter
   *     on several devices, those of the first
   */
  public final Map<String, Map<String, NDArray>> slots() {
    Map<String, Map<String, NDArray>> view = new TreeMap<>();
    states.forEach(
        (id, byDevice) ->
            first(byDevice)
                .slots
                .forEach(
                    (slot, array) ->
                        view.computeIfAbsent(slot, name -> new LinkedHashMap<>()).put(id, array)));
    view.replaceAll((slot, byId) -> Collections.unmodifiableMap(byId));
    return Collections.unmodifiableMap(view);
  }

  /** Returns the state of one parameter on one device. */
  final Collection<NDArray> slotsOf(String parameterId, Device device) {
    State state = states.getOrDefault(parameterId, Map.of()).get(device);
    return state == null ? List.of() : state.slots.values();
  }

  /**
   * Returns how many updates each parameter has had.
   *
   * @return the numbers by DJL's parameter id, each at least 1
   */
  public final Map<String, Integer> updates() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    states.forEach((id, byDevice) -> counts.put(id, first(byDevice).updates));
    return Collections.unmodifiableMap(counts);
  }

  /**
   * Restores the saved state of one parameter.
   *
   * @param slot the name of the slot
   * @param parameterId DJL's id of the parameter
   * @param weight the weight, whose shape, type and device the state gets
   * @param saved the values, copied
   */
  public final void restore(String slot, String parameterId, NDArray weight, NDArray saved) {
    state(parameterId, weight.getDevice())
        .slots
        .computeIfAbsent(slot, name -> Update.zeros(weight))
        .set(new NDIndex(":"), saved);
  }

  /**
   * Restores the number of updates of a parameter, on which rates and corrections of bias depend.
   *
   * @param parameterId DJL's id of the parameter
   * @param weight the weight
   * @param updates the number, at least 1
   */
  public final void restoreUpdates(String parameterId, NDArray weight, int updates) {
    state(parameterId, weight.getDevice()).updates = updates;
    mostUpdates = Math.max(mostUpdates, updates);
  }

  /** Forgets all state and frees its memory. */
  public final void reset() {
    states.values().stream()
        .flatMap(byDevice -> byDevice.values().stream())
        .flatMap(state -> state.slots.values().stream())
        .forEach(NDArray::close);
    states.clear();
    mostUpdates = 0;
  }

  @Override
  public final void close() {
    reset();
  }

  final float rescaleFactor() {
    return rescaleGrad;
  }

  final float clipBound() {
    return clipGrad;
  }

  final float decayFactor() {
    return getWeightDecay();
  }

  private State state(String parameterId, Device device) {
    return states
        .computeIfAbsent(parameterId, id -> new LinkedHashMap<>())
        .computeIfAbsent(device, where -> new State());
  }

  private static State first(Map<Device, State> byDevice) {
    return byDevice.values().iterator().next();
  }

  /**
   * Base class of the builders of these optimizers: the learning rate must be set.
   *
   * @param <T> the builder itself
   */
  public abstract static class RatedBuilder<T extends RatedBuilder<T>>
      extends Optimizer.OptimizerBuilder<T> {
    private ParameterTracker rate;
    private int updatesBefore;

    /** Creates a builder without a rate. */
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
     * Sets the number of updates that were made before, for rates that depend on it; the default is
     * 0.
     *
     * @param updates the number, at least 0
     * @return this builder
     */
    @Override
    public final T optBeginNumUpdate(int updates) {
      updatesBefore = updates;
      return super.optBeginNumUpdate(updates);
    }

    /**
     * Checks a share.
     *
     * @param name of the setting, for the message
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException unless it is in [0, 1)
     */
    protected static float requireShare(String name, float value) {
      if (!(value >= 0 && value < 1)) {
        throw new IllegalArgumentException(name + " must be in [0, 1) but was " + value);
      }
      return value;
    }

    /**
     * Checks an epsilon, which keeps a denominator away from zero.
     *
     * @param value epsilon
     * @return the value
     * @throws IllegalArgumentException unless it is greater than 0
     */
    protected static float requireEpsilon(float value) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("epsilon must be greater than 0 but was " + value);
      }
      return value;
    }
  }
}
