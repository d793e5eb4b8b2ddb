package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Draws initial weights in Java, so that they do not depend on an engine's generator.
 *
 * <p>The values are floats in double precision too: a network starts from the same weights in
 * either precision.
 *
 * <p>A block asks for a distribution by giving its weight a {@code SeededInitializer}; {@link
 * Network#initialize} then binds it to the seed of the run and the path of the parameter. Weights
 * without an initializer of their own get the normal distribution of He et al. over the inputs,
 * which is DJL's default, drawn here. Any other initializer, the user's own or one that a block
 * brings, stays as it is: it draws from the engine's generator, which is seeded too.
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">Delving Deep into Rectifiers, He et al., 2015,
 *     section 2.2</a>
 */
public final class SeededInitializer implements Initializer {
  /** The distribution of the values, by the sizes of the parameter. */
  public enum Distribution {
    /** Normal with variance 2 / (inputs of one output). */
    HE_IN,
    /** Normal with variance 2 / (outputs that one input reaches), as in fb.resnet.torch. */
    HE_OUT,
    /** Uniform in plus or minus 1 / sqrt(inputs), the default of Torch's linear layer. */
    UNIFORM_IN,
    /** Uniform in plus or minus 0.1 independent of the sizes, as in NeuralTalk. */
    UNIFORM_TENTH,
    /**
     * Half the identity matrix, which is not random: for a recurrence of rectified units, whose
     * memory of the past then decays by half at each step (after Le et al., 2015, arXiv 1504.00941,
     * who start from a multiple of the identity).
     */
    HALF_IDENTITY
  }

  private final Distribution distribution;
  private final Random random;

  /**
   * Creates an initializer of that distribution, to be bound to a seed by {@link
   * Network#initialize}.
   *
   * @param distribution the distribution
   */
  public SeededInitializer(Distribution distribution) {
    this(distribution, new Random(0));
  }

  private SeededInitializer(Distribution distribution, Random random) {
    this.distribution = distribution;
    this.random = random;
  }

  /**
   * Binds the initializer of a parameter to the seed of the run and the path of the parameter, if
   * it is one of these, or if a weight has none and would get the default of DJL.
   */
  static void seed(NamedParameter named, long seed) {
    Parameter parameter = named.parameter();
    if (parameter.isInitialized()) {
      return;
    }
    if (parameter.getInitializer() instanceof SeededInitializer seeded) {
      bind(named, seeded.distribution, seed);
    } else if (parameter.getType() == Parameter.Type.WEIGHT
        && parameter.getInitializer() == Parameter.Type.WEIGHT.getInitializer()) {
      bind(named, Distribution.HE_IN, seed);
    }
  }

  private static void bind(NamedParameter named, Distribution distribution, long seed) {
    named
        .parameter()
        .setInitializer(new SeededInitializer(distribution, new Random(mix(seed, named.path()))));
  }

  /**
   * Random uses 48 bits of its seed, and similar seeds give similar first values. So the bits of
   * the path (by FNV-1a) and of the seed are first mixed over the whole word (by the last step of
   * MurmurHash3).
   */
  private static long mix(long seed, String path) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    long bits = hash + seed * 0x9E3779B97F4A7C15L;
    bits = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
    bits = (bits ^ bits >>> 33) * 0xc4ceb9fe1a85ec53L;
    return bits ^ bits >>> 33;
  }

  @Override
  public NDArray initialize(NDManager manager, Shape shape, DataType dataType) {
    float[] values =
        distribution == Distribution.HALF_IDENTITY ? halfIdentity(shape) : drawn(shape);
    return ArrayValues.of(manager, values, shape, dataType);
  }

  private static float[] halfIdentity(Shape shape) {
    int size = (int) shape.get(0);
    if (shape.dimension() != 2 || shape.get(1) != size) {
      throw new IllegalArgumentException("only a square matrix starts as the identity: " + shape);
    }
    float[] values = new float[size * size];
    for (int i = 0; i < size; i++) {
      values[i * (size + 1)] = 0.5f;
    }
    return values;
  }

  private float[] drawn(Shape shape) {
    if (shape.dimension() == 0) {
      throw new IllegalArgumentException(
          "a weight that is a single number, such as that of a PReLU, has no default: choose its"
              + " initial value, block.setInitializer(new ConstantInitializer(0.25f), \"alpha\")");
    }
    long receptive = 1;
    for (int i = 2; i < shape.dimension(); i++) {
      receptive *= shape.get(i);
    }
    long in = shape.dimension() > 1 ? shape.get(1) * receptive : shape.get(0);
    long out = shape.get(0) * receptive;
    float[] values = new float[Math.toIntExact(shape.size())];
    double scale =
        switch (distribution) {
          case HE_IN -> Math.sqrt(2.0 / (double) in);
          case HE_OUT -> Math.sqrt(2.0 / (double) out);
          case UNIFORM_IN -> 1 / Math.sqrt((double) in);
          case UNIFORM_TENTH -> 0.1;
          case HALF_IDENTITY -> throw new IllegalStateException("the identity is not drawn");
        };
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * draw());
    }
    return values;
  }

  private double draw() {
    return distribution == Distribution.UNIFORM_IN || distribution == Distribution.UNIFORM_TENTH
        ? 2 * random.nextDouble() - 1
        : random.nextGaussian();
  }
}
