package org.dsd4j.datasets.picture;

import org.dsd4j.datasets.ImageSize;

/**
 * Fits pictures to a size: scale until the target is just covered, cut out the middle. Areas are
 * averaged when a picture shrinks; {@link BilinearView} does what ImageNet's recipe asks for.
 */
public final class Scaling {

  private Scaling() {}

  /**
   * Scales a picture, and cuts out its middle.
   *
   * @param picture of any size
   * @param size of 3 channels
   * @return unsigned bytes (C, H, W); the picture's own array if nothing has to change
   */
  public static byte[] toCover(Picture picture, ImageSize size) {
    if (picture.height() == size.height() && picture.width() == size.width()) {
      return picture.rgb();
    }
    double scale =
        Math.max(
            (double) size.height() / picture.height(), (double) size.width() / picture.width());
    Axis rows = Axis.centred(picture.height(), size.height(), scale);
    Axis columns = Axis.centred(picture.width(), size.width(), scale);
    byte[] out = new byte[size.pixels()];
    for (int channel = 0; channel < size.channels(); channel++) {
      float[] narrowed = alongRows(picture, channel, columns);
      alongColumns(narrowed, rows, size, out, channel * size.height() * size.width());
    }
    return out;
  }

  private static float[] alongRows(Picture picture, int channel, Axis columns) {
    int width = columns.first.length;
    float[] out = new float[picture.height() * width];
    for (int y = 0; y < picture.height(); y++) {
      int row = (channel * picture.height() + y) * picture.width();
      for (int x = 0; x < width; x++) {
        float[] weights = columns.weights[x];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * (picture.rgb()[row + columns.first[x] + i] & 0xff);
        }
        out[y * width + x] = sum;
      }
    }
    return out;
  }

  private static void alongColumns(
      float[] narrowed, Axis rows, ImageSize size, byte[] out, int offset) {
    int width = size.width();
    for (int y = 0; y < size.height(); y++) {
      float[] weights = rows.weights[y];
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * narrowed[(rows.first[y] + i) * width + x];
        }
        out[offset + y * width + x] = (byte) Math.max(0, Math.min(255, (int) (sum + 0.5f)));
      }
    }
  }

  /** For each place of the target along one direction: where its sources start, their weights. */
  private static final class Axis {
    private final int[] first;
    private final float[][] weights;

    private Axis(int length) {
      first = new int[length];
      weights = new float[length][];
    }

    static Axis centred(int source, int target, double scale) {
      Axis axis = new Axis(target);
      double origin = (source - target / scale) / 2;
      for (int i = 0; i < target; i++) {
        if (scale < 1) {
          axis.average(i, origin + i / scale, origin + (i + 1) / scale, source);
        } else {
          axis.interpolate(i, origin + (i + 0.5) / scale - 0.5, source);
        }
      }
      return axis;
    }

    /** Each source pixel counts by the length of it that lies between the two ends. */
    private void average(int place, double from, double to, int source) {
      int start = Math.max(0, (int) Math.floor(from));
      int end = Math.min(source, Math.max(start + 1, (int) Math.ceil(to)));
      float[] parts = new float[end - start];
      double whole = 0;
      for (int i = start; i < end; i++) {
        double part = Math.max(0, Math.min(i + 1, to) - Math.max(i, from));
        parts[i - start] = (float) part;
        whole += part;
      }
      for (int i = 0; i < parts.length; i++) {
        parts[i] /= (float) whole;
      }
      first[place] = start;
      weights[place] = parts;
    }

    private void interpolate(int place, double centre, int source) {
      double inside = Math.max(0, Math.min(source - 1.0, centre));
      int start = Math.min((int) inside, Math.max(0, source - 2));
      float share = (float) (inside - start);
      first[place] = start;
      weights[place] = source == 1 ? new float[] {1} : new float[] {1 - share, share};
    }
  }
}
