package org.dsd4j.reproductions.speech;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.kit.ctc.CtcDecoder;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;

/** Applies a network to the utterances of a split and decodes its outputs, outside of training. */
final class SpeechInference {
  private static final int BATCH = 32;

  private final Network network;
  private final CtcDecoder decoder;

  SpeechInference(Network network, CtcDecoder decoder) {
    this.network = network;
    this.decoder = decoder;
  }

  /**
   * The result over a split.
   *
   * @param words by the position of the utterance; broken utterances are missing
   * @param loss the mean CTC loss of an utterance
   */
  record Recognition(SortedMap<Integer, List<String>> words, double loss) {}

  Recognition recognize(Spectrograms spectrograms, Loss loss) {
    SortedMap<Integer, List<String>> words = new TreeMap<>();
    double sum = 0;
    for (int[] indices : batches(spectrograms)) {
      UtteranceBatch utterances = UtteranceBatch.of(spectrograms, indices);
      if (!utterances.isEmpty()) {
        try (NDManager manager = network.manager().newSubManager()) {
          TrainingBatch batch = utterances.arrays(manager);
          NDList outputs = network.forward(batch.data(), false);
          sum += ArrayValues.scalar(loss.evaluate(batch.labels(), outputs)) * batch.size();
          List<List<String>> decoded = decode(outputs);
          for (int b = 0; b < decoded.size(); b++) {
            words.put(utterances.index(b), decoded.get(b));
          }
        }
      }
    }
    return new Recognition(words, words.isEmpty() ? Double.NaN : sum / words.size());
  }

  /**
   * Decodes the outputs of a network.
   *
   * @param outputs logits (T, B, C) and lengths (B)
   * @return the words of each utterance
   */
  List<List<String>> decode(NDList outputs) {
    NDArray logits = outputs.get(0);
    float[] lengths = ArrayValues.floats(outputs.get(1));
    int symbols = (int) logits.getShape().get(2);
    float[] values;
    try (NDArray byUtterance = logits.transpose(1, 0, 2)) {
      values = ArrayValues.floats(byUtterance);
    }
    int each = values.length / lengths.length;
    List<List<String>> words = new ArrayList<>();
    for (int b = 0; b < lengths.length; b++) {
      float[] own = Arrays.copyOfRange(values, b * each, (b + 1) * each);
      words.add(words(Letters.decode(decoder.decode(own, (int) lengths[b], symbols))));
    }
    return words;
  }

  /** The words between the spaces. */
  static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  /** From long to short, so that the largest batch comes first. */
  private static List<int[]> batches(Spectrograms spectrograms) {
    int[] sorted =
        IntStream.range(0, spectrograms.utterances().size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -spectrograms.expectedFrames(i)))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < sorted.length; from += BATCH) {
      batches.add(Arrays.copyOfRange(sorted, from, Math.min(from + BATCH, sorted.length)));
    }
    return batches;
  }
}
