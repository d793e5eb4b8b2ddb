package org.dsd4j.datasets.picture;

import java.util.Arrays;

/**
 * The weights of the bilinear filter along one direction, for some places of the scaled picture.
 * Follows Pillow's {@code precompute_coeffs} and {@code normalize_coeffs_8bpc}.
 */
final class FilterAxis {

  /** Products of a weight and a byte, and sums of them, fit into 32 bits. */
  private static final int PRECISION_BITS = 32 - 8 - 2;

  private static final int HALF = 1 << (PRECISION_BITS - 1);

  private final int[] first;
  private final int[] taps;
  private final int[] weights;
  private final int stride;

  private FilterAxis(int places, int stride) {
    first = new int[places];
    taps = new int[places];
    weights = new int[places * stride];
    this.stride = stride;
  }

  /**
   * Scales {@code source} pixels to {@code target}, of which only the places from {@code from} on
   * are wanted.
   */
  static FilterAxis of(int source, int target, int from, int places) {
    double scale = (double) source / target;
    double widened = Math.max(1, scale);
    FilterAxis axis = new FilterAxis(places, (int) Math.ceil(widened) * 2 + 1);
    for (int i = 0; i < places; i++) {
      axis.weigh(i, (from + i + 0.5) * scale, widened, source);
    }
    return axis;
  }

  private void weigh(int place, double centre, double widened, int source) {
    int start = Math.max(0, (int) (centre - widened + 0.5));
    int end = Math.min(source, (int) (centre + widened + 0.5));
    double inverse = 1 / widened;
    double[] parts = new double[end - start];
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Math.max(0, 1 - Math.abs((i + start - centre + 0.5) * inverse));
      sum += parts[i];
    }
    first[place] = start;
    for (int i = 0; i < parts.length; i++) {
      int weight = (int) (0.5 + parts[i] / sum * (1 << PRECISION_BITS));
      weights[place * stride + i] = weight;
      if (weight > 0) {
        taps[place] = i + 1; // The last may weigh nothing, and need not be decoded then.
      }
    }
  }

  /** The first source pixel that any place needs. */
  int start() {
    return first[0];
  }

  /** One past the last source pixel that any place needs. */
  int end() {
    int last = first.length - 1;
    return first[last] + taps[last];
  }

  /**
   * Filters each row of all three channels: together, because a loop over three weights costs more
   * than what is done in it.
   *
   * @param picture of {@code end() - start()} columns
   * @param out values 0 to 255 (3, rows, places)
   */
  void alongRows(Picture picture, int[] out) {
    byte[] rgb = picture.rgb();
    int plane = picture.height() * picture.width();
    int narrowed = picture.height() * first.length;
    for (int y = 0; y < picture.height(); y++) {
      int row = y * picture.width() - start();
      for (int x = 0; x < first.length; x++) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int source = row + first[x];
        for (int i = x * stride; i < x * stride + taps[x]; i++) {
          red += weights[i] * (rgb[source] & 0xff);
          green += weights[i] * (rgb[plane + source] & 0xff);
          blue += weights[i] * (rgb[2 * plane + source] & 0xff);
          source++;
        }
        int place = y * first.length + x;
        out[place] = clipped(red);
        out[narrowed + place] = clipped(green);
        out[2 * narrowed + place] = clipped(blue);
      }
    }
  }

  /**
   * Filters each column of one channel.
   *
   * @param narrowed values 0 to 255 (3, {@code end() - start()}, width)
   * @param out bytes (3, places, width)
   */
  void alongColumns(int[] narrowed, int width, int channel, byte[] out) {
    int from = (channel * (end() - start()) - start()) * width;
    int offset = channel * first.length * width;
    int[] sums = new int[width];
    for (int y = 0; y < first.length; y++) {
      Arrays.fill(sums, HALF);
      for (int i = 0; i < taps[y]; i++) {
        addRow(sums, narrowed, from + (first[y] + i) * width, weights[y * stride + i]);
      }
      for (int x = 0; x < width; x++) {
        out[offset + y * width + x] = (byte) clipped(sums[x]);
      }
    }
  }

  /** A loop of its own, so that the compiler turns it into vector instructions. */
  private static void addRow(int[] sums, int[] values, int from, int weight) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += weight * values[from + x];
    }
  }

  private static int clipped(int sum) {
    return Math.max(0, Math.min(255, sum >> PRECISION_BITS));
  }
}
