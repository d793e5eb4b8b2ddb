package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Lays sentences out as {@link org.dsd4j.reproductions.network.NeuralTalk} reads them: longest
 * first, all first words, then all second words.
 */
final class PackedSentences {
  /**
   * A picture and one sentence about it.
   *
   * @param row the row of the picture's features
   * @param words indices of the vocabulary, without the boundary
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Pair(int row, int[] words) {
    /** Tokens that are read: the start token and the words. As many are predicted. */
    int length() {
      return words.length + 1;
    }
  }

  private PackedSentences() {}

  /**
   * Makes a batch.
   *
   * @param pairs at least one, in any order
   * @param features of the pictures, scaled
   * @param manager owns the arrays
   * @return inputs: features (N, D), tokens (P) INT64, counts (T) INT32; labels: the next tokens
   *     (P) FLOAT32, counts (T)
   */
  static TrainingBatch pack(List<Pair> pairs, FeatureTable features, NDManager manager) {
    List<Pair> sorted =
        pairs.stream().sorted(Comparator.comparingInt(Pair::length).reversed()).toList();
    int places = sorted.get(0).length();
    int[] counts = new int[places];
    sorted.forEach(pair -> Arrays.setAll(counts, t -> counts[t] + (t < pair.length() ? 1 : 0)));
    int total = Arrays.stream(counts).sum();
    long[] tokens = new long[total];
    float[] next = new float[total];
    int at = 0;
    for (int t = 0; t < places; t++) {
      for (int i = 0; i < counts[t]; i++) {
        int[] words = sorted.get(i).words();
        tokens[at] = t == 0 ? Vocabulary.BOUNDARY : words[t - 1];
        next[at++] = t == words.length ? Vocabulary.BOUNDARY : words[t];
      }
    }
    float[] images = new float[sorted.size() * features.dimension()];
    for (int i = 0; i < sorted.size(); i++) {
      features.copyRow(sorted.get(i).row(), images, i * features.dimension());
    }
    NDArray lengths = ArrayValues.of(manager, counts);
    return new TrainingBatch(
        new NDList(
            ArrayValues.of(manager, images, new Shape(sorted.size(), features.dimension())),
            ArrayValues.of(manager, tokens),
            lengths),
        new NDList(ArrayValues.of(manager, next), lengths),
        sorted.size());
  }
}
