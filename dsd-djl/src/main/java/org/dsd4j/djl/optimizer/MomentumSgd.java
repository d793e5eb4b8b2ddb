package org.dsd4j.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.training.tracker.ParameterTracker;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum and L2 weight decay, on plain array operations of any
 * engine:
 *
 * <pre>
 * g = clip(rescale * gradient) + decay * w
 * v = momentum * v + g
 * w = w - rate * v                     (heavy ball)
 * w = w - rate * (g + momentum * v)    (Nesterov)
 * </pre>
 *
 * <p>Rescaling and clipping to {@code [-c, c]} are off unless the builder sets them.
 *
 * <p>This is the form of Torch, which the ResNet baselines of the paper use. In DJL's {@code Sgd}
 * the rate is a factor inside v, so it behaves differently when the rate changes; DJL's {@code Nag}
 * does not run on PyTorch.
 *
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al., 2013, for the
 *     Nesterov form</a>
 */
public final class MomentumSgd extends StatefulOptimizer {
  /** The name of the slot that holds v. */
  public static final String MOMENTUM = "momentum";

  private final float momentum;
  private final boolean nesterov;

  private MomentumSgd(Builder builder) {
    super(builder);
    momentum = builder.momentum;
    nesterov = builder.nesterov;
  }

  /**
   * Returns heavy-ball momentum without weight decay.
   *
   * @param rate the learning rate of each update
   * @param momentum the share of v that stays, in [0, 1)
   * @return the optimizer, never null
   */
  public static MomentumSgd of(ParameterTracker rate, float momentum) {
    return builder().setLearningRateTracker(rate).optMomentum(momentum).build();
  }

  /**
   * Returns a builder.
   *
   * @return the builder, never null; the learning rate must be set
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected void step(Update update) {
    update.rescale();
    update.clip();
    update.decay();
    NDArray weight = update.weight();
    Number step = update.number(update.rate());
    if (momentum == 0) {
      subtract(weight, update.gradient(), step);
      return;
    }
    NDArray velocity = update.slot(MOMENTUM);
    Number share = update.number(momentum);
    velocity.muli(share).addi(update.gradient());
    if (nesterov) {
      try (NDArray ahead = velocity.mul(share).addi(update.gradient())) {
        subtract(weight, ahead, step);
      }
    } else {
      subtract(weight, velocity, step);
    }
  }

  private static void subtract(NDArray weight, NDArray direction, Number step) {
    try (NDArray change = direction.mul(step)) {
      weight.subi(change);
    }
  }

  @Override
  protected Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("momentum", momentum);
    settings.put("nesterov", nesterov);
    return settings;
  }

  /** Builds a {@link MomentumSgd}. */
  public static final class Builder extends RatedBuilder<Builder> {
    private float momentum;
    private boolean nesterov;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets the momentum; the default is 0.
     *
     * @param value the share of v that stays, in [0, 1)
     * @return this builder
     */
    public Builder optMomentum(float value) {
      momentum = requireShare("momentum", value);
      return this;
    }

    /**
     * Chooses Nesterov's form; the default is the heavy ball.
     *
     * @param value true for Nesterov
     * @return this builder
     */
    public Builder optNesterov(boolean value) {
      nesterov = value;
      return this;
    }

    /**
     * Builds the optimizer.
     *
     * @return the optimizer, never null
     */
    public MomentumSgd build() {
      return new MomentumSgd(this);
    }
  }
}
