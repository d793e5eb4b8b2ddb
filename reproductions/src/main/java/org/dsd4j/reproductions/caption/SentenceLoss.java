package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import org.dsd4j.djl.network.ArrayValues;

/**
 * NeuralTalk's loss: the cross-entropy of every word, the end token included, summed over the words
 * of a sentence and averaged over the sentences of the batch. Padding does not exist here, so it
 * cannot count. The L2 penalty is part of the optimizer.
 *
 * <p>Labels: the next tokens (P) in packed order, and counts (T) as for {@link
 * org.dsd4j.reproductions.network.NeuralTalk}; predictions: scores (P, V).
 */
final class SentenceLoss extends Loss {
  private final Loss words = Loss.softmaxCrossEntropyLoss();

  SentenceLoss() {
    super("SentenceLoss");
  }

  @Override
  public NDArray evaluate(NDList labels, NDList predictions) {
    NDArray mean = words.evaluate(new NDList(labels.get(0)), predictions);
    int sentences = labels.get(1).toIntArray()[0];
    double wordsPerSentence = (double) labels.get(0).size() / sentences;
    // Not mul(Number): DJL frees the number's memory while the gradient still reads it.
    return mean.mul(
        ArrayValues.full(mean.getManager(), new Shape(), wordsPerSentence, mean.getDataType()));
  }
}
