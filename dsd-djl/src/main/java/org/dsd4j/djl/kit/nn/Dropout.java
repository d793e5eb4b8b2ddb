package org.dsd4j.djl.kit.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.djl.util.RandomUtils;
import java.util.SplittableRandom;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Sets each value to zero with a given probability in training, and multiplies the others by 1 / (1
 * - rate), so that the expected value does not change. In evaluation it changes nothing. Input and
 * output of any shape.
 *
 * <p>Which values are dropped is decided in Java, not by the engine: after the same {@link
 * ai.djl.engine.Engine#setRandomSeed seed} every engine drops the same ones, in either precision,
 * so that a run can be compared with itself on another engine, loss by loss. The factor is a float
 * in either precision.
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava et al., Dropout,
 *     2014</a>
 */
public final class Dropout extends AbstractBlock {
  private final float rate;

  /**
   * Creates a block.
   *
   * @param rate the probability of dropping, in [0, 1)
   */
  public Dropout(double rate) {
    this.rate = requireRate(rate);
  }

  /**
   * Drops values of an array.
   *
   * @param x FLOAT32 or FLOAT64, of any shape
   * @param rate the probability of dropping, in [0, 1)
   * @return an array of the same shape, attached to the manager of {@code x}; {@code x} itself when
   *     the rate is 0
   */
  public static NDArray drop(NDArray x, double rate) {
    float checked = requireRate(rate);
    return checked == 0
        ? x
        : x.mul(ArrayValues.of(x.getManager(), factors(x, checked), x.getShape(), x.getDataType()));
  }

  private static float[] factors(NDArray x, float rate) {
    // DJL's generator of Java: setRandomSeed of every engine seeds it too.
    SplittableRandom random = new SplittableRandom(RandomUtils.RANDOM.nextLong());
    float[] factors = new float[Math.toIntExact(x.size())];
    long threshold = Math.round(rate * (double) (1L << Integer.SIZE));
    float kept = 1 / (1 - rate);
    for (int i = 0; i < factors.length; i += 2) {
      // One long decides about two values: for large batches the generator takes most of the time.
      long bits = random.nextLong();
      factors[i] = (bits >>> Integer.SIZE) >= threshold ? kept : 0;
      if (i + 1 < factors.length) {
        factors[i + 1] = (bits & 0xFFFFFFFFL) >= threshold ? kept : 0;
      }
    }
    return factors;
  }

  private static float requireRate(double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("rate must be in [0, 1) but was " + rate);
    }
    return (float) rate;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    return new NDList(training ? drop(x, rate) : x);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return shapes;
  }
}
