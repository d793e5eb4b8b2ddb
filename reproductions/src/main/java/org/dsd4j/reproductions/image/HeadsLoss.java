package org.dsd4j.reproductions.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Softmax cross-entropy of the main head, plus 0.3 times that of each auxiliary head. A network
 * without auxiliary heads, and GoogLeNet outside training, has the main head alone.
 *
 * @see <a href="https://arxiv.org/abs/1409.4842">Going Deeper with Convolutions, section 5</a>
 */
final class HeadsLoss extends Loss {
  private static final double AUXILIARY_WEIGHT = 0.3;

  private final Loss crossEntropy = Loss.softmaxCrossEntropyLoss();

  HeadsLoss() {
    super("HeadsLoss");
  }

  /** Labels (batch), scores (batch, classes) one array a head; the mean over the batch. */
  @Override
  public NDArray evaluate(NDList labels, NDList scores) {
    NDArray sum = crossEntropy.evaluate(labels, new NDList(scores.get(0)));
    for (NDArray auxiliary : scores.subList(1, scores.size())) {
      NDArray loss = crossEntropy.evaluate(labels, new NDList(auxiliary));
      // Not mul(Number): DJL would free the number while the gradient still needs it.
      NDArray weight =
          ArrayValues.full(
              loss.getManager(), loss.getShape(), AUXILIARY_WEIGHT, loss.getDataType());
      sum = sum.add(loss.mul(weight));
    }
    return sum;
  }
}
