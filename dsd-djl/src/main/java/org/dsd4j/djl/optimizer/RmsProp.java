package org.dsd4j.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.training.tracker.ParameterTracker;
import org.dsd4j.djl.network.Precision;

/**
 * Root mean square propagation in the form of NeuralTalk, on plain array operations of any engine:
 *
 * <pre>
 * g = clip(rescale * gradient + decay * w)
 * s = rho * s + (1 - rho) * g^2
 * w = w - rate * g / sqrt(s + epsilon)
 * </pre>
 *
 * <p>The epsilon stands under the root, where PyTorch's has it outside. Weight decay leaves
 * parameters of one dimension alone: NeuralTalk's biases have no penalty. Rescaling and clipping to
 * {@code [-c, c]} are off unless the builder sets them. DJL's own {@code RmsProp} does not run on
 * PyTorch.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman
 *     and Hinton, 2012, lecture 6.5</a>
 */
public final class RmsProp extends StatefulOptimizer {
  /** The name of the slot that holds s. */
  public static final String MEAN_SQUARE = "mean-square";

  private final ParameterTracker rate;
  private final float rho;
  private final float epsilon;

  private RmsProp(Builder builder) {
    super(builder);
    rate = builder.rate();
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

  /**
   * {@inheritDoc} The gradient is used as working memory and is zero afterwards, since some engines
   * add the next one to it.
   */
  @Override
  public void update(String parameterId, NDArray weight, NDArray grad) {
    Precision precision = Precision.of(weight);
    Number step = precision.number(rate.getNewValue(parameterId, updateCount(parameterId)));
    rescale(grad);
    if (weight.getShape().dimension() > 1) {
      decay(weight, grad);
    }
    clip(grad);
    NDArray meanSquare = slot(MEAN_SQUARE, parameterId, weight);
    meanSquare.muli(precision.number(rho));
    try (NDArray square = grad.square()) {
      meanSquare.addi(square.muli(precision.number(1 - rho)));
    }
    try (NDArray shifted = meanSquare.add(precision.number(epsilon));
        NDArray root = shifted.sqrt()) {
      weight.subi(grad.divi(root).muli(step));
    }
    grad.subi(grad);
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
     * Sets how slowly the mean square forgets.
     *
     * @param value rho, in [0, 1)
     * @return this builder
     */
    public Builder optRho(float value) {
      if (!(value >= 0 && value < 1)) {
        throw new IllegalArgumentException("rho must be in [0, 1) but was " + value);
      }
      rho = value;
      return this;
    }

    /**
     * Sets what keeps the root away from zero.
     *
     * @param value epsilon, greater than 0
     * @return this builder
     */
    public Builder optEpsilon(float value) {
      if (!(value > 0)) {
        throw new IllegalArgumentException("epsilon must be greater than 0 but was " + value);
      }
      epsilon = value;
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
