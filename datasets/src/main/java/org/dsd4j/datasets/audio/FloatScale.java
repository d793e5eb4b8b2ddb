package org.dsd4j.datasets.audio;

/**
 * The scale of samples in floating point. Full scale is 1 by convention, and a loud recording may
 * go a little beyond. Programs that convert an array of 16-bit integers without dividing write
 * samples up to 32,768, which are divided here.
 */
final class FloatScale {

  /** No recording is 24 dB over full scale, so that what is beyond has another scale. */
  private static final float LOUDEST = 16;

  private static final float OF_16_BITS = 32_768;

  private FloatScale() {}

  static void normalise(float[] samples) {
    float peak = peak(samples);
    if (peak > OF_16_BITS) {
      throw new MalformedAudioException(
          "has samples up to %.3g, where full scale is 1; divide them by the largest, or convert it again"
              .formatted(peak));
    }
    if (peak > LOUDEST) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] /= OF_16_BITS;
      }
    }
  }

  /** The largest magnitude, 0 of no samples; numbers that are not finite do not count. */
  static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      float magnitude = Math.abs(sample);
      if (magnitude > peak && magnitude < Float.POSITIVE_INFINITY) {
        peak = magnitude;
      }
    }
    return peak;
  }
}
