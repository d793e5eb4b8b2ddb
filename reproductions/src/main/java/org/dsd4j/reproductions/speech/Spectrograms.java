package org.dsd4j.reproductions.speech;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.speech.Spectrogram;
import org.dsd4j.datasets.speech.Utterances;

/**
 * The spectrograms of a split, computed when they are asked for and kept as long as memory lasts.
 * Safe for several threads.
 */
final class Spectrograms {
  private static final long SHARE_OF_HEAP = 3;

  private final Utterances utterances;
  private final int pooled;
  private final BrokenExamples broken;
  private final AtomicReferenceArray<float[]> kept;
  private final AtomicLong free = new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);

  /**
   * Takes a split.
   *
   * @param pooled how many neighbouring bins become one by their mean, at least 1
   * @param broken counts utterances that cannot be read
   */
  Spectrograms(Utterances utterances, int pooled, BrokenExamples broken) {
    this.utterances = utterances;
    this.pooled = pooled;
    this.broken = broken;
    this.kept = new AtomicReferenceArray<>(utterances.size());
  }

  /** Bins of a frame after pooling. */
  static int bins(int pooled) {
    return (Spectrogram.BINS + pooled - 1) / pooled;
  }

  int bins() {
    return bins(pooled);
  }

  Utterances utterances() {
    return utterances;
  }

  /** Frames of an utterance as far as its length tells, without reading its sound. */
  int expectedFrames(int index) {
    return Math.max(
        1, Spectrogram.frames((int) Math.round(utterances.seconds(index) * Utterances.RATE)));
  }

  /** (frames, bins), frame by frame; empty where the utterance is broken, which is counted. */
  Optional<float[]> of(int index) {
    float[] there = kept.get(index);
    if (there != null) {
      return Optional.of(there);
    }
    try {
      float[] made = pool(Spectrogram.of(utterances.samples(index)));
      if (free.addAndGet(-(long) made.length * Float.BYTES) > 0) {
        kept.set(index, made);
      }
      return Optional.of(made);
    } catch (BrokenExampleException e) {
      broken.add(utterances.id(index), e);
      return Optional.empty();
    }
  }

  private float[] pool(float[] full) {
    if (pooled == 1) {
      return full;
    }
    int frames = full.length / Spectrogram.BINS;
    float[] fewer = new float[frames * bins()];
    for (int t = 0; t < frames; t++) {
      for (int bin = 0; bin < bins(); bin++) {
        int from = bin * pooled;
        int end = Math.min(from + pooled, Spectrogram.BINS);
        float sum = 0;
        for (int i = from; i < end; i++) {
          sum += full[t * Spectrogram.BINS + i];
        }
        fewer[t * bins() + bin] = sum / (end - from);
      }
    }
    return fewer;
  }
}
