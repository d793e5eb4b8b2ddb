package org.dsd4j.datasets.audio;

import static java.util.Objects.requireNonNull;

/**
 * A sound in memory.
 *
 * @param rate samples of a second, at least 1
 * @param samples mono; those of files of integers are in [-1, 1]. They must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared nowhere
public record Sound(int rate, float[] samples) {
  /** Checks the rate. */
  public Sound {
    if (rate < 1) {
      throw new IllegalArgumentException("rate must be at least 1 Hz but was " + rate);
    }
    requireNonNull(samples, "samples");
  }

  /**
   * The same sound at another rate.
   *
   * @param wanted samples of a second, at least 1
   * @return a fresh array in [-1, 1]: samples in floating point that go beyond are all made smaller
   *     by the same factor; what the filter overshoots is cut
   */
  public float[] at(int wanted) {
    float[] result = Resampler.resample(samples, rate, wanted);
    if (result == samples) {
      result = samples.clone();
    }
    float scale = 1 / Math.max(1, FloatScale.peak(samples));
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.max(-1, Math.min(1, result[i] * scale));
    }
    return result;
  }
}
