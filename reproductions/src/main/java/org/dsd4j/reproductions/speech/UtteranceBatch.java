package org.dsd4j.reproductions.speech;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.datasets.speech.Spectrogram;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Utterances side by side, padded with zeros to the longest; in Java's memory, so that it can be
 * made ahead.
 */
final class UtteranceBatch {
  private static final int FRAMES_PER_SECOND = Utterances.RATE / Spectrogram.STEP;

  private final int[] indices;
  private final int[] frames;
  private final float[] values;
  private final List<int[]> codes;

  /**
   * Takes utterances as they were read.
   *
   * @param indices which utterances of the split
   * @param frames of each
   * @param values (frames of the longest, batch, bins)
   * @param codes the letters of each
   */
  UtteranceBatch(int[] indices, int[] frames, float[] values, List<int[]> codes) {
    this.indices = indices.clone();
    this.frames = frames.clone();
    this.values = values;
    this.codes = List.copyOf(codes);
  }

  /** Reads utterances; those that cannot be read are left out. */
  static UtteranceBatch of(Spectrograms spectrograms, int... wanted) {
    List<float[]> read = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (int index : wanted) {
      spectrograms
          .of(index)
          .ifPresent(
              values -> {
                read.add(values);
                indices.add(index);
              });
    }
    int bins = spectrograms.bins();
    int batch = read.size();
    int[] frames = read.stream().mapToInt(one -> one.length / bins).toArray();
    int time = longest(frames);
    float[] values = new float[requireMemory((long) time * batch * bins, time)];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < frames[b]; t++) {
        System.arraycopy(read.get(b), t * bins, values, (t * batch + b) * bins, bins);
      }
    }
    List<int[]> codes =
        indices.stream()
            .map(index -> Letters.encode(spectrograms.utterances().transcript(index)))
            .toList();
    return new UtteranceBatch(
        indices.stream().mapToInt(Integer::intValue).toArray(), frames, values, codes);
  }

  /** A long utterance among many makes a batch that no memory holds: it is padded to it. */
  private static int requireMemory(long values, int time) {
    long most = Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / Float.BYTES);
    if (values > most) {
      throw new DataException(
          "a batch with an utterance of %d s has %,d values, more than the %,d that fit into the memory of Java; cut long utterances, or give more: DSD_JAVA_OPTS=-Xmx8g"
              .formatted(time / FRAMES_PER_SECOND, values, most));
    }
    return (int) values;
  }

  private static int longest(int... frames) {
    return Arrays.stream(frames).max().orElse(0);
  }

  /** Which utterance of the split the one at a place of the batch is. */
  int index(int place) {
    return indices[place];
  }

  boolean isEmpty() {
    return indices.length == 0;
  }

  /** The same as arrays, as networks and the CTC loss take them. */
  TrainingBatch arrays(NDManager manager) {
    int batch = indices.length;
    int time = longest(frames);
    int bins = values.length / (time * batch);
    float[] lengths = new float[batch];
    for (int b = 0; b < batch; b++) {
      lengths[b] = frames[b];
    }
    return new TrainingBatch(
        new NDList(
            ArrayValues.of(manager, values, new Shape(time, batch, bins)),
            ArrayValues.of(manager, lengths)),
        labels(manager),
        batch);
  }

  private NDList labels(NDManager manager) {
    int longest = Math.max(1, codes.stream().mapToInt(c -> c.length).max().orElse(1));
    int[] padded = new int[codes.size() * longest];
    int[] counts = new int[codes.size()];
    for (int b = 0; b < counts.length; b++) {
      counts[b] = codes.get(b).length;
      System.arraycopy(codes.get(b), 0, padded, b * longest, counts[b]);
    }
    return new NDList(
        ArrayValues.of(manager, padded, new Shape(counts.length, longest)),
        ArrayValues.of(manager, counts));
  }
}
