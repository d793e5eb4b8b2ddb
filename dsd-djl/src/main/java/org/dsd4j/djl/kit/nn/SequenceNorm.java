package org.dsd4j.djl.kit.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Sequence-wise batch normalisation: each feature gets mean 0 and variance 1 over all real frames
 * of all sequences of a batch, then a gain and an offset that train.
 *
 * <p>Input (T, B, F); padding is ignored, and outputs there have no meaning. In evaluation the
 * running mean and variance replace those of the batch. Parameters: {@code gamma}, {@code beta},
 * {@code runningMean}, {@code runningVariance}, each (F).
 *
 * @see <a href="https://arxiv.org/abs/1512.02595">Amodei et al., Deep Speech 2, 2015, section
 *     3.2</a>
 */
public final class SequenceNorm extends AbstractBlock {
  private static final double EPSILON = 1e-5;
  private static final double SHARE_OF_BATCH = 0.1;
  private static final Shape ONE = new Shape(1);

  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter runningMean;
  private final Parameter runningVariance;

  /** Creates the norm; the number of features is that of its first input. */
  public SequenceNorm() {
    gamma = add("gamma", Parameter.Type.GAMMA, Initializer.ONES, true);
    beta = add("beta", Parameter.Type.BETA, Initializer.ZEROS, true);
    runningMean = add("runningMean", Parameter.Type.RUNNING_MEAN, Initializer.ZEROS, false);
    runningVariance = add("runningVariance", Parameter.Type.RUNNING_VAR, Initializer.ONES, false);
  }

  private Parameter add(String name, Parameter.Type type, Initializer start, boolean trains) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(type)
            .optInitializer(start)
            .optRequiresGrad(trains)
            .build());
  }

  @Override
  protected void prepare(Shape[] inputs) {
    Shape features = new Shape(inputs[0].get(2));
    for (Parameter parameter : getDirectParameters().values()) {
      parameter.setShape(features);
    }
  }

  /**
   * Normalises.
   *
   * @param store where the values of parameters come from
   * @param x (T, B, F)
   * @param mask which frames are real
   * @param training whether the statistics of the batch are used, and update the running ones
   * @return the same shape
   */
  public NDArray normalize(ParameterStore store, NDArray x, SequenceMask mask, boolean training) {
    Device device = x.getDevice();
    NDArray mean = store.getValue(runningMean, device, training);
    NDArray variance = store.getValue(runningVariance, device, training);
    NDArray centred;
    NDArray spread;
    if (training) {
      NDManager scope = x.getManager();
      NDArray each = ArrayValues.full(scope, ONE, 1.0 / mask.frames(), x.getDataType());
      NDArray batchMean = sum(mask.apply(x)).mul(each);
      centred = x.sub(batchMean);
      spread = sum(mask.apply(centred.square())).mul(each);
      remember(mean, batchMean);
      remember(variance, spread);
    } else {
      centred = x.sub(mean);
      spread = variance;
    }
    NDArray deviation =
        ArrayValues.full(x.getManager(), ONE, EPSILON, x.getDataType()).add(spread).sqrt();
    NDArray gain = store.getValue(gamma, device, training).div(deviation);
    // DJL attaches it to the manager of gamma, which is the network: it would never be freed.
    gain.attach(x.getManager());
    return centred.mul(gain).add(store.getValue(beta, device, training));
  }

  private static NDArray sum(NDArray x) {
    return x.sum(new int[] {0, 1});
  }

  /** Moves a running statistic towards the batch's. */
  private static void remember(NDArray running, NDArray batch) {
    try (NDArray seen = batch.stopGradient();
        NDArray share =
            ArrayValues.full(batch.getManager(), ONE, SHARE_OF_BATCH, batch.getDataType());
        NDArray difference = seen.sub(running);
        NDArray change = difference.mul(share)) {
      running.addi(change);
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.get(0);
    float[] lengths = ArrayValues.floats(inputs.get(1));
    SequenceMask mask =
        SequenceMask.of(lengths, x.getShape().get(0), x.getManager(), x.getDataType());
    return new NDList(normalize(store, x, mask, training), inputs.get(1));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return inputs;
  }
}
