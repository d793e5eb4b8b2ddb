package org.dsd4j.djl.optimizer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.pruning.Mask;
import org.dsd4j.api.pruning.MaskSet;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.djl.network.InPlace;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.NetworkParameters;

/**
 * Decorates an optimizer so that pruned weights stay exactly zero: the mask is applied where the
 * weight is written, in {@link #update}. A training listener would be the wrong place: it is called
 * before the update, so the next forward pass would see values other than zero.
 *
 * <p>It accepts any optimizer of this package, on every engine, and those of DJL that run on the
 * engine: {@code Sgd}, {@code Adam} and {@code AdamW} on PyTorch, all of them on MXNet. An
 * optimizer written by the user has to change the weight in place; the gradient is cleared
 * afterwards.
 *
 * <p>It works in any thread, and alone inside DJL's own {@code Trainer}:
 *
 * <pre>{@code
 * MaskedOptimizer optimizer = new MaskedOptimizer(Optimizer.adam().build(), block);
 * // ... train dense with a Trainer whose configuration has this optimizer, then
 * optimizer.prune(PruningPolicy.perLayer(Sparsity.of(0.30)));
 * // ... train sparse, then
 * optimizer.lift();
 * // ... train dense again
 * }</pre>
 *
 * <p>The masks take one byte for each weight, on the device of the parameter. There is no copy in
 * Java: {@link #masks()} makes one at each call.
 *
 * <p>Pruned weights have their gradient masked too, unless momentum is {@linkplain
 * MaskedMomentum#KEEP kept}. The state of a {@link StatefulOptimizer} is zeroed with the mask. The
 * state of DJL's own optimizers is not accessible: there, the momentum that a weight had when it
 * was pruned decays during the sparse phase, and does not change the weight while it is masked.
 *
 * <p>Frozen parameters are neither pruned nor updated, and a parameter that layers share is pruned
 * and updated once.
 *
 * @see <a href="https://arxiv.org/abs/1607.04381">Algorithm 1, "Sparse phase": W = W * Mask after
 *     each update</a>
 */
public final class MaskedOptimizer extends Optimizer implements AutoCloseable {
  private final Optimizer inner;
  private final boolean foreign;
  private final Block block;
  private final MaskedMomentum momentum;
  private final Map<String, Map<Device, ByteMask>> masks = new LinkedHashMap<>();
  private NetworkParameters parameters;
  private long maskNanos;

  /**
   * Decorates an optimizer; the momentum of pruned weights is zeroed.
   *
   * @param inner the optimizer that makes the updates
   * @param block the network that it updates
   */
  public MaskedOptimizer(Optimizer inner, Block block) {
    this(inner, block, MaskedMomentum.ZERO);
  }

  /**
   * Decorates an optimizer.
   *
   * @param inner the optimizer that makes the updates
   * @param block the network that it updates
   * @param momentum what happens to the momentum of pruned weights
   */
  public MaskedOptimizer(Optimizer inner, Block block, MaskedMomentum momentum) {
    super(new NoSettings());
    this.inner = inner;
    this.foreign = isForeign(inner);
    this.block = block;
    this.momentum = momentum;
  }

  /**
   * Makes masks from the current weights and applies them.
   *
   * @param policy which parameters are pruned, and how much
   * @return the masks, never null
   * @throws IllegalStateException when the block has not been initialised
   * @throws IllegalArgumentException when the policy does not fit the network, see {@link
   *     PruningPolicy#check}; then the current masks stay
   */
  public MaskSet prune(PruningPolicy policy) {
    List<NamedParameter> found = NetworkParameters.of(block).all();
    List<String> unknown =
        found.stream()
            .filter(named -> !named.parameter().isInitialized())
            .map(NamedParameter::path)
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "there is nothing to prune yet: initialise the network first, with"
              + " block.initialize(...) or trainer.initialize(...); it has no values of "
              + String.join(", ", unknown));
    }
    MaskSet made = policy.prune(found);
    apply(made);
    return made;
  }

  /**
   * Applies masks: zeroes the pruned weights, and from now on keeps them at zero.
   *
   * @param newMasks the masks; {@link MaskSet#NONE} lifts them
   * @throws IllegalArgumentException when masks do not fit the network, all listed; then the
   *     current masks stay
   */
  public void apply(MaskSet newMasks) {
    NetworkParameters found = NetworkParameters.of(block);
    requireFit(found, newMasks);
    lift();
    parameters = found;
    newMasks.masks().forEach((path, mask) -> zero(parameters.find(path).orElseThrow(), mask));
  }

  /** Lifts the masks: pruned weights are zero and train again. */
  public void lift() {
    masks.values().forEach(byDevice -> byDevice.values().forEach(ByteMask::close));
    masks.clear();
  }

  /**
   * Reads the current masks back. Each call makes a new copy, of one bit for each weight, in one
   * pass over their bytes; {@link #isMasking()} costs nothing.
   *
   * @return the masks, empty if there are none
   */
  public MaskSet masks() {
    Map<String, Mask> read = new LinkedHashMap<>();
    masks.forEach((path, byDevice) -> read.put(path, first(byDevice).toMask()));
    return new MaskSet(read);
  }

  /**
   * Returns whether there are masks, at no cost.
   *
   * @return false before the first pruning and after {@link #lift()}
   */
  public boolean isMasking() {
    return !masks.isEmpty();
  }

  /**
   * Returns the decorated optimizer.
   *
   * @return the optimizer
   */
  public Optimizer inner() {
    return inner;
  }

  @Override
  public void update(String parameterId, NDArray weight, NDArray grad) {
    Optional<ByteMask> mask = maskFor(parameterId, weight.getDevice());
    if (mask.isEmpty()) {
      updateInner(parameterId, weight, grad);
      return;
    }
    long start = System.nanoTime();
    try (ByteMask.Factor factor = mask.get().factor(weight.getDataType())) {
      if (momentum == MaskedMomentum.ZERO) {
        factor.applyTo(grad);
      }
      long updating = System.nanoTime();
      updateInner(parameterId, weight, grad);
      start += System.nanoTime() - updating;
      InPlace.write(weight, factor::applyTo);
    }
    maskNanos += System.nanoTime() - start;
  }

  /**
   * The optimizers of this library and of DJL write in any thread, and clear the gradients, to
   * which PyTorch would add. An optimizer written by the user need not do either.
   */
  private void updateInner(String parameterId, NDArray weight, NDArray grad) {
    if (!foreign) {
      inner.update(parameterId, weight, grad);
      return;
    }
    InPlace.write(weight, values -> inner.update(parameterId, values, grad));
    StatefulOptimizer.clearGradient(weight, false);
  }

  private static boolean isForeign(Optimizer optimizer) {
    return !(optimizer instanceof StatefulOptimizer)
        && !optimizer.getClass().getName().startsWith("ai.djl.");
  }

  /**
   * Returns the time spent on masks since the last call, and starts again from zero.
   *
   * @return nanoseconds
   */
  public long takeMaskNanos() {
    long taken = maskNanos;
    maskNanos = 0;
    return taken;
  }

  /** Frees the masks and, where it can be closed, the state of the decorated optimizer. */
  @Override
  public void close() {
    lift();
    if (inner instanceof StatefulOptimizer stateful) {
      stateful.close();
    }
  }

  private static void requireFit(NetworkParameters parameters, MaskSet masks) {
    List<String> problems = new ArrayList<>();
    masks
        .masks()
        .forEach(
            (path, mask) -> {
              Optional<NamedParameter> named = parameters.find(path);
              if (named.isEmpty()) {
                problems.add("the network has no parameter " + path);
              } else if (!Arrays.equals(named.get().shape(), mask.shape())) {
                problems.add(
                    path + " is " + Arrays.toString(named.get().shape()) + " but has a " + mask);
              } else if (named.get().frozen()) {
                problems.add(path + " is frozen, so that it would never grow again");
              }
            });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "the masks do not fit the network: " + String.join("; ", problems));
    }
  }

  private void zero(NamedParameter named, Mask mask) {
    NDArray array = named.array();
    ByteMask bytes = ByteMask.of(mask, array.getManager(), Slices.of(array.getManager()));
    masks.computeIfAbsent(named.path(), path -> new HashMap<>()).put(array.getDevice(), bytes);
    try (ByteMask.Factor factor = bytes.factor(array.getDataType())) {
      named.write(factor::applyTo);
      if (momentum == MaskedMomentum.ZERO && inner instanceof StatefulOptimizer stateful) {
        stateful.slotsOf(named.parameter().getId(), array.getDevice()).forEach(factor::applyTo);
      }
    }
  }

  private Optional<ByteMask> maskFor(String parameterId, Device device) {
    if (masks.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(masks.get(parameters.byId(parameterId).path()))
        .map(byDevice -> byDevice.computeIfAbsent(device, d -> first(byDevice).on(d)));
  }

  private static ByteMask first(Map<Device, ByteMask> byDevice) {
    return byDevice.values().iterator().next();
  }

  /** The decorated optimizer has the settings; the base class requires some. */
  private static final class NoSettings extends OptimizerBuilder<NoSettings> {
    @Override
    protected NoSettings self() {
      return this;
    }
  }
}
