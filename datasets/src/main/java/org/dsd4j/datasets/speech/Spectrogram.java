package org.dsd4j.datasets.speech;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The input of the speech networks: the logarithm of the power in 161 bands of 50 Hz, one frame
 * every 10 ms.
 *
 * <p>A frame is 320 samples (20 ms) under a periodic Hann window, {@code 0.5 - 0.5 cos(2 pi n /
 * 320)}; frames start every 160 samples and none reaches beyond the end, so up to 159 samples there
 * are not used. A sound shorter than one frame is lengthened by zeros to one. Power is the squared
 * magnitude of the Fourier transform divided by the sum of the squared window. A floor of 1e-10 is
 * added before the natural logarithm: about what rounding to 16 bits leaves of silence.
 *
 * <p>Then the utterance is normalised: one mean and one standard deviation (of the population) over
 * all its frames and bins, as the public implementations of Deep Speech 2 in PyTorch do. Bins thus
 * keep their levels relative to each other, while overall loudness is removed.
 */
public final class Spectrogram {

  /** Values of a frame: 0 Hz, 50 Hz, ... 8,000 Hz. */
  public static final int BINS = 161;

  /** Samples between the starts of two frames: 10 ms. */
  public static final int STEP = 160;

  /** Samples of a frame: 20 ms. */
  public static final int WINDOW = 320;

  private static final double FLOOR = 1e-10;
  private static final double LEAST_DEVIATION = 1e-5;
  private static final double[] HANN = new double[WINDOW];
  private static final double HANN_POWER;

  // Its tables are written by the constructor alone, so all threads share it.
  private static final DoubleFFT_1D TRANSFORM = new DoubleFFT_1D(WINDOW);

  static {
    double power = 0;
    for (int n = 0; n < WINDOW; n++) {
      HANN[n] = 0.5 - 0.5 * Math.cos(2 * Math.PI * n / WINDOW);
      power += HANN[n] * HANN[n];
    }
    HANN_POWER = power;
  }

  private Spectrogram() {}

  /**
   * Number of frames.
   *
   * @param samples length of the sound, at least 0
   * @return 0 for an empty sound, otherwise at least 1
   */
  public static int frames(int samples) {
    return samples == 0 ? 0 : 1 + Math.max(0, samples - WINDOW) / STEP;
  }

  /**
   * Analyses a sound and normalises the result. Safe for several threads.
   *
   * @param samples mono, 16,000 a second
   * @return (frames, 161), frame by frame, the lowest frequency first; mean 0 and deviation 1, or
   *     all 0 if the power is the same everywhere
   */
  public static float[] of(float[] samples) {
    float[] spectrogram = logPower(samples);
    normalise(spectrogram);
    return spectrogram;
  }

  /**
   * Analyses a sound.
   *
   * @param samples mono, 16,000 a second
   * @return natural logarithms of power, (frames, 161), frame by frame, the lowest frequency first
   */
  public static float[] logPower(float[] samples) {
    int frames = frames(samples.length);
    float[] values = new float[frames * BINS];
    double[] frame = new double[WINDOW];
    for (int i = 0; i < frames; i++) {
      int from = i * STEP;
      for (int n = 0; n < WINDOW; n++) {
        frame[n] = from + n < samples.length ? samples[from + n] * HANN[n] : 0;
      }
      TRANSFORM.realForward(frame);
      logs(frame, values, i * BINS);
    }
    return values;
  }

  /**
   * The transform is packed: the real part of the last bin is at index 1, since 0 Hz has no
   * imaginary part.
   */
  private static void logs(double[] packed, float[] values, int at) {
    values[at] = log(packed[0] * packed[0]);
    values[at + BINS - 1] = log(packed[1] * packed[1]);
    for (int bin = 1; bin < BINS - 1; bin++) {
      double real = packed[2 * bin];
      double imaginary = packed[2 * bin + 1];
      values[at + bin] = log(real * real + imaginary * imaginary);
    }
  }

  private static float log(double power) {
    return (float) Math.log(power / HANN_POWER + FLOOR);
  }

  private static void normalise(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = values.length == 0 ? 0 : sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = values.length == 0 ? 0 : Math.sqrt(squares / values.length);
    double scale = deviation < LEAST_DEVIATION ? 0 : 1 / deviation;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((values[i] - mean) * scale);
    }
  }
}
