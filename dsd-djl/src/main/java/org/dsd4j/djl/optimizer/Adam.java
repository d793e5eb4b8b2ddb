package org.dsd4j.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.training.tracker.ParameterTracker;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam, and AdamW, whose weight decay is decoupled from the gradient, on plain array operations of
 * any engine; t counts the updates of the parameter:
 *
 * <pre>
 * g = clip(rescale * gradient) + decay * w         (Adam)
 * g = clip(rescale * gradient)                     (AdamW)
 * w = w * (1 - rate * decay)                       (AdamW)
 * m = beta1 * m + (1 - beta1) * g
 * s = beta2 * s + (1 - beta2) * g^2
 * w = w - rate / (1 - beta1^t) * m / (sqrt(s / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>This is the form of PyTorch. In DJL's own {@code Adam} epsilon is added to the root before the
 * correction of bias, and t is the same for all parameters. Rescaling and clipping to {@code [-c,
 * c]} are off unless the builder sets them.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, 2015, algorithm 1</a>
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, 2019, algorithm 2, with
 *     the decay multiplied by the rate, as in PyTorch</a>
 */
public final class Adam extends StatefulOptimizer {
  /** The name of the slot that holds m. */
  public static final String MEAN = "mean";

  /** The name of the slot that holds s. */
  public static final String MEAN_SQUARE = "mean-square";

  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private final boolean decoupled;

  private Adam(Builder builder) {
    super(builder);
    beta1 = builder.beta1;
    beta2 = builder.beta2;
    epsilon = builder.epsilon;
    decoupled = builder.decoupled;
  }

  /**
   * Returns Adam with the constants of its paper and without weight decay.
   *
   * @param rate the learning rate of each update
   * @return the optimizer, never null
   */
  public static Adam of(ParameterTracker rate) {
    return builder().setLearningRateTracker(rate).build();
  }

  /**
   * Returns AdamW with the constants of Adam's paper.
   *
   * @param rate the learning rate of each update
   * @param decay the weight decay, at least 0, for example 0.01
   * @return the optimizer, never null
   */
  public static Adam adamW(ParameterTracker rate, float decay) {
    return builder()
        .setLearningRateTracker(rate)
        .optWeightDecays(decay)
        .optDecoupledDecay(true)
        .build();
  }

  /**
   * Returns a builder with the constants of the paper: beta1 0.9, beta2 0.999, epsilon 1e-8.
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
    NDArray weight = update.weight();
    if (!decoupled) {
      update.decay();
    } else if (getWeightDecay() != 0) {
      weight.muli(update.number(1 - update.rate() * getWeightDecay()));
    }
    NDArray gradient = update.gradient();
    NDArray mean = update.slot(MEAN).muli(update.number(beta1));
    try (NDArray share = gradient.mul(update.number(1.0 - beta1))) {
      mean.addi(share);
    }
    NDArray meanSquare = update.slot(MEAN_SQUARE).muli(update.number(beta2));
    try (NDArray square = gradient.square()) {
      meanSquare.addi(square.muli(update.number(1.0 - beta2)));
    }
    double meanBias = 1 - Math.pow(beta1, update.count());
    double squareBias = 1 - Math.pow(beta2, update.count());
    try (NDArray root = meanSquare.sqrt();
        NDArray change = mean.mul(update.number(update.rate() / meanBias))) {
      root.muli(update.number(1 / Math.sqrt(squareBias))).addi(update.number(epsilon));
      weight.subi(change.divi(root));
    }
  }

  @Override
  protected Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("beta1", beta1);
    settings.put("beta2", beta2);
    settings.put("epsilon", epsilon);
    settings.put("decoupledDecay", decoupled);
    return settings;
  }

  /** Builds an {@link Adam}. */
  public static final class Builder extends RatedBuilder<Builder> {
    private float beta1 = 0.9f;
    private float beta2 = 0.999f;
    private float epsilon = 1e-8f;
    private boolean decoupled;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets the decay rate of the running mean of gradients.
     *
     * @param value beta1, in [0, 1)
     * @return this builder
     */
    public Builder optBeta1(float value) {
      beta1 = requireShare("beta1", value);
      return this;
    }

    /**
     * Sets the decay rate of the running mean of squares.
     *
     * @param value beta2, in [0, 1)
     * @return this builder
     */
    public Builder optBeta2(float value) {
      beta2 = requireShare("beta2", value);
      return this;
    }

    /**
     * Sets the constant that keeps the denominator away from zero.
     *
     * @param value epsilon, greater than 0
     * @return this builder
     */
    public Builder optEpsilon(float value) {
      epsilon = requireEpsilon(value);
      return this;
    }

    /**
     * Chooses whether the weight decay is decoupled from the gradient, as in AdamW, or added to it,
     * as in Adam, the default.
     *
     * @param value true for AdamW
     * @return this builder
     */
    public Builder optDecoupledDecay(boolean value) {
      decoupled = value;
      return this;
    }

    /**
     * Builds the optimizer.
     *
     * @return the optimizer, never null
     */
    public Adam build() {
      return new Adam(this);
    }
  }
}
