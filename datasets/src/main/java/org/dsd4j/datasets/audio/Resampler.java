package org.dsd4j.datasets.audio;

/**
 * Resamples a sound, by a sinc under a Kaiser window.
 *
 * <p>The filter reaches over 32 zero crossings on either side and passes up to 92 % of the lower of
 * the two Nyquist frequencies; what lies above that Nyquist frequency is at least 75 dB down.
 */
public final class Resampler {

  private static final int CROSSINGS = 32;
  private static final double PASSED = 0.92;
  private static final double KAISER_BETA = 7.86; // 80 dB
  private static final int ENTRIES = 512; // between two crossings; read with linear interpolation

  // From the middle outwards. One more entry than is read: the interpolation looks one ahead.
  private static final float[] KERNEL = new float[CROSSINGS * ENTRIES + 2];

  static {
    double top = bessel(KAISER_BETA);
    for (int i = 0; i <= CROSSINGS * ENTRIES; i++) {
      double x = (double) i / ENTRIES;
      double edge = x / CROSSINGS;
      double window = bessel(KAISER_BETA * Math.sqrt(1 - edge * edge)) / top;
      double angle = Math.PI * x;
      // StrictMath, since generated corpora pin their bytes.
      KERNEL[i] = (float) (window * (i == 0 ? 1 : StrictMath.sin(angle) / angle));
    }
  }

  private Resampler() {}

  /**
   * Converts a sound to another rate.
   *
   * @param samples mono
   * @param from their rate in Hz, at least 1
   * @param to the wanted rate in Hz, at least 1
   * @return {@code ceil(length * to / from)} samples; the given array itself if the rates are equal
   */
  public static float[] resample(float[] samples, int from, int to) {
    if (from < 1 || to < 1) {
      throw new IllegalArgumentException(
          "rates must be at least 1 Hz but were %d and %d".formatted(from, to));
    }
    if (from == to) {
      return samples;
    }
    int length = Math.toIntExact(((long) samples.length * to + from - 1) / from);
    return read(samples, (double) from / to, length);
  }

  /**
   * Plays a sound faster or slower: pitch, formants and tempo all change by the same factor.
   *
   * @param samples mono
   * @param speed above 0; 2 halves the length and raises everything by an octave
   * @return {@code ceil(length / speed)} samples
   */
  public static float[] atSpeed(float[] samples, double speed) {
    if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("speed must be above 0 but was " + speed);
    }
    return read(samples, speed, (int) Math.ceil(samples.length / speed));
  }

  private static float[] read(float[] samples, double step, int length) {
    double cutoff = PASSED * Math.min(1, 1 / step); // of the Nyquist frequency of the source
    double reach = CROSSINGS / cutoff;
    float[] result = new float[length];
    for (int i = 0; i < length; i++) {
      double place = i * step;
      int first = (int) Math.max(0, Math.ceil(place - reach));
      int last = (int) Math.min(samples.length - 1, Math.floor(place + reach));
      double sum = 0;
      for (int k = first; k <= last; k++) {
        double at = Math.abs(place - k) * cutoff * ENTRIES;
        int entry = (int) at;
        double share = at - entry;
        sum += samples[k] * (KERNEL[entry] + share * (KERNEL[entry + 1] - KERNEL[entry]));
      }
      result[i] = (float) (sum * cutoff);
    }
    return result;
  }

  /** The modified Bessel function of order 0, by its series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
