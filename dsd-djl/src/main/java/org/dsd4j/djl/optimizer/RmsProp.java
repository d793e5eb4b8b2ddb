package org.dsd4j.djl.optimizer;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Root mean square propagation in the form of NeuralTalk, on plain array operations of any engine:
 *
 * <pre>
 * g = clip(rescale * gradient + decay * w)
 * s = rho * s + (1 - rho) * g^2
 * w = w - rate * g / sqrt(s + epsilon)
 * </pre>
 *
 * <p>Epsilon is under the root; in PyTorch it is outside. Weight decay does not apply to parameters
 * of one dimension, because the biases of NeuralTalk have no penalty. Rescaling and clipping to
 * {@code [-c, c]} are off unless the builder sets them. DJL's own {@code RmsProp} does not run on
 * PyTorch.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman
 *     and Hinton, 2012, lecture 6.5</a>
 */
public final class RmsProp extends StatefulOptimizer {
  /** The name of the slot that holds s. */
  public static final String MEAN_SQUARE = "mean-square";

  private final float rho;
  private final float epsilon;

  private RmsProp(Builder builder) {
    super(builder);
    rho = builder.rho;
    epsilon = builder.epsilon;
  }

  /**
   * Returns a builder with the constants of NeuralTalk: rho 0.999, epsilon 1e-8.
   *
   * @return the builder, never null; the learning rate must be set
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected void step(Update update) {
    update.rescale();
    NDArray weight = update.weight();
    if (weight.getShape().dimension() > 1) {
      update.decay();
    }
    update.clip();
    NDArray gradient = update.gradient();
    NDArray meanSquare = update.slot(MEAN_SQUARE);
    meanSquare.muli(update.number(rho));
    try (NDArray square = gradient.square()) {
      meanSquare.addi(square.muli(update.number(1 - rho)));
    }
    try (NDArray shifted = meanSquare.add(update.number(epsilon));
        NDArray root = shifted.sqrt();
        NDArray change = gradient.div(root)) {
      weight.subi(change.muli(update.number(update.rate())));
    }
  }

  @Override
  protected Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("rho", rho);
    settings.put("epsilon", epsilon);
    return settings;
  }

  /** Builds an {@link RmsProp}. */
  public static final class Builder extends RatedBuilder<Builder> {
    private float rho = 0.999f;
    private float epsilon = 1e-8f;

    private Builder() {}

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets the decay rate of the mean square.
     *
     * @param value rho, in [0, 1)
     * @return this builder
     */
    public Builder optRho(float value) {
      rho = requireShare("rho", value);
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
     * Builds the optimizer.
     *
     * @return the optimizer, never null
     */
    public RmsProp build() {
      return new RmsProp(this);
    }
  }
}
