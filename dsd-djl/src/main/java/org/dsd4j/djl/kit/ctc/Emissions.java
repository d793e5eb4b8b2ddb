package org.dsd4j.djl.kit.ctc;

/** The softmax of one utterance's frames: probability of symbol c in frame t at t * symbols + c. */
final class Emissions {
  /** Below this a probability counts as this: exponents then fit an int over 190,000 frames. */
  private static final double LOWEST_LOG = -1e6;

  final WideArray probabilities = new WideArray();
  private double[] row = {};

  /**
   * Reads the logits of one utterance.
   *
   * @param logits (frames of the batch, utterances, symbols)
   * @param first the place of the utterance's first logit
   * @param step the places from frame to frame
   */
  void read(Rows logits, int first, int step, int frames, int symbols) {
    probabilities.ensure(Math.multiplyExact(frames, symbols));
    if (row.length < symbols) {
      row = new double[symbols];
    }
    for (int t = 0; t < frames; t++) {
      logits.read(first + t * step, row, symbols);
      softmax(t * symbols, symbols);
    }
  }

  private void softmax(int at, int symbols) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < symbols; c++) {
      max = Math.max(max, row[c]);
    }
    double[] values = probabilities.mantissas;
    double sum = 0;
    for (int c = 0; c < symbols; c++) {
      double value = Math.exp(row[c] - max);
      values[at + c] = value;
      sum += value;
    }
    double inverse = 1 / sum;
    double logOfSum = Math.log(sum);
    for (int c = 0; c < symbols; c++) {
      double probability = values[at + c] * inverse;
      if (probability >= WideArray.SMALL) {
        values[at + c] = probability;
        probabilities.exponents[at + c] = 0;
      } else {
        tiny(at + c, row[c] - max - logOfSum);
      }
    }
  }

  /** A probability that a double may not hold, or NaN. */
  private void tiny(int index, double log) {
    if (log == Double.NEGATIVE_INFINITY) {
      probabilities.clearAt(index);
    } else {
      probabilities.putExp(index, Math.max(log, LOWEST_LOG));
    }
  }
}
