package org.dsd4j.reproductions.caption;

import java.util.Arrays;

/**
 * Shifts and scales each value of the features, so that over the training pictures each has mean 0,
 * all have one deviation, and the vector of a picture has a length of about 1: multiplied with the
 * small random weights that NeuralTalk starts with, a picture then weighs as much as a word. With
 * longer vectors the gates of the LSTM start saturated, and it learns to ignore the picture first.
 *
 * @param mean subtracted, one for each value
 * @param factor multiplied then, one for each value
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of values: compared nowhere
record FeatureScale(float[] mean, float[] factor) {
  /** Values that hardly vary are noise when they are blown up; they stay small. */
  private static final double LEAST_DEVIATION = 1e-3;

  /** Changes nothing, as NeuralTalk does. */
  static FeatureScale none(int dimension) {
    float[] ones = new float[dimension];
    Arrays.fill(ones, 1);
    return new FeatureScale(new float[dimension], ones);
  }

  static FeatureScale of(FeatureTable table) {
    int dimension = table.dimension();
    double[] sums = new double[dimension];
    double[] squares = new double[dimension];
    for (int i = 0; i < table.values().length; i++) {
      double value = table.values()[i];
      sums[i % dimension] += value;
      squares[i % dimension] += value * value;
    }
    double length = Math.sqrt(dimension);
    float[] mean = new float[dimension];
    float[] factor = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      double average = sums[d] / table.rows();
      double variance = Math.max(0, squares[d] / table.rows() - average * average);
      mean[d] = (float) average;
      factor[d] = (float) (1 / (length * Math.max(LEAST_DEVIATION, Math.sqrt(variance))));
    }
    return new FeatureScale(mean, factor);
  }

  /** Changes features in place; rows of any number. */
  void apply(float[] values) {
    for (int i = 0; i < values.length; i++) {
      int d = i % mean.length;
      values[i] = (values[i] - mean[d]) * factor[d];
    }
  }
}
