package org.dsd4j.datasets.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the samples of a file are and how they are encoded.
 *
 * @param rate frames of a second
 * @param channels interleaved
 * @param coding of each sample
 * @param order of the bytes of a sample
 * @param offset of the first sample, in bytes
 * @param frames samples of each channel
 */
record SampleLayout(
    int rate, int channels, SampleEncoding coding, ByteOrder order, long offset, long frames) {

  SampleLayout {
    Bounds.requireRate(rate);
    if (channels < 1 || frames < 0) {
      throw new MalformedAudioException(
          "its header has %d channels and %d frames".formatted(channels, frames));
    }
    Bounds.requireLength(frames, rate);
  }

  /** The number of complete frames. */
  static long frames(long bytes, int channels, SampleEncoding coding) {
    return bytes / Math.max(1L, (long) channels * coding.width());
  }

  /** Refuses a file that ends before its last frame. */
  void requireWhole(long size) {
    long there = frames(Math.max(0, size - offset), channels, coding);
    if (there < frames) {
      throw new MalformedAudioException(
          "is cut off: %d of %d frames are there; copy it again".formatted(there, frames));
    }
  }

  /**
   * The mean of the channels.
   *
   * @return samples in [-1, 1] of integers; of floating point, those in the range of 16-bit
   *     integers are brought into it, and others are as they are
   */
  float[] mono(ByteBuffer file) {
    float[] samples = mean(file);
    if (coding.isFloating()) {
      FloatScale.normalise(samples);
    }
    return samples;
  }

  private float[] mean(ByteBuffer file) {
    ByteBuffer bytes = file.duplicate().order(order);
    float[] samples = new float[Math.toIntExact(frames)];
    int at = Math.toIntExact(offset);
    for (int i = 0; i < samples.length; i++) {
      float sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += coding.read(bytes, at);
        at += coding.width();
      }
      samples[i] = sum / channels;
    }
    return samples;
  }
}
