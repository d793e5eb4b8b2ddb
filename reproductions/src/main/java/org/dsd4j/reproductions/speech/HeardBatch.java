package org.dsd4j.reproductions.speech;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.djl.data.TrainingBatch;

/**
 * Utterances side by side, padded with zeros to the longest; in Java's memory, so that it can be
 * made ahead.
 *
 * @param indices which utterances of the split; those that cannot be heard are left out
 * @param frames of each
 * @param time frames of the longest
 * @param values (time, batch, bins)
 * @param codes the letters of each
 */
record HeardBatch(int[] indices, float[] frames, int time, float[] values, List<int[]> codes) {

  static HeardBatch of(Spectrograms spectrograms, int... wanted) {
    List<float[]> heard = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (int index : wanted) {
      spectrograms
          .of(index)
          .ifPresent(
              values -> {
                heard.add(values);
                indices.add(index);
              });
    }
    int bins = spectrograms.bins();
    int batch = heard.size();
    float[] frames = new float[batch];
    int time = 0;
    for (int b = 0; b < batch; b++) {
      frames[b] = heard.get(b).length / bins;
      time = Math.max(time, (int) frames[b]);
    }
    float[] values = new float[time * batch * bins];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < frames[b]; t++) {
        System.arraycopy(heard.get(b), t * bins, values, (t * batch + b) * bins, bins);
      }
    }
    List<int[]> codes =
        indices.stream()
            .map(index -> Letters.encode(spectrograms.utterances().transcript(index)))
            .toList();
    return new HeardBatch(
        indices.stream().mapToInt(Integer::intValue).toArray(), frames, time, values, codes);
  }

  boolean isEmpty() {
    return indices.length == 0;
  }

  /** The same as arrays, as networks and the CTC loss take them. */
  TrainingBatch arrays(NDManager manager) {
    int batch = indices.length;
    int bins = values.length / (time * batch);
    return new TrainingBatch(
        new NDList(
            manager.create(values, new Shape(time, batch, bins)), manager.create(frames.clone())),
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
        manager.create(padded, new Shape(counts.length, longest)), manager.create(counts));
  }
}
