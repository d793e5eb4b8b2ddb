package org.dsd4j.datasets.picture;

import java.awt.image.Raster;

/**
 * From the four components of a JPEG file to RGB as Pillow does it with libjpeg: values are
 * inverted as in every file of Adobe, whether or not the file says that it is one, and profiles are
 * ignored.
 */
final class CmykPixels {

  private static final int COMPONENTS = 4;
  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);

  private CmykPixels() {}

  /** The picture of a raster with four bands. */
  static Picture of(Raster raster, boolean luminance) {
    int height = raster.getHeight();
    int width = raster.getWidth();
    int plane = height * width;
    byte[] rgb = new byte[Picture.CHANNELS * plane];
    int[] row = new int[COMPONENTS * width];
    for (int y = 0; y < height; y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      for (int x = 0; x < width; x++) {
        int from = COMPONENTS * x;
        if (luminance) {
          toInks(row, from);
        }
        int light = row[from + 3]; // What 255 - k is where k is not inverted.
        for (int channel = 0; channel < Picture.CHANNELS; channel++) {
          int ink = 255 - row[from + channel];
          rgb[channel * plane + y * width + x] = (byte) (light - product(ink, light));
        }
      }
    }
    return new Picture(height, width, rgb);
  }

  /** libjpeg's {@code ycck_cmyk_convert}. */
  private static void toInks(int[] row, int at) {
    int luminance = row[at];
    int blue = row[at + 1] - 128;
    int red = row[at + 2] - 128;
    row[at] = 255 - clipped(luminance + ((fixed(1.40200) * red + HALF) >> BITS));
    row[at + 1] =
        255 - clipped(luminance + ((-fixed(0.34414) * blue - fixed(0.71414) * red + HALF) >> BITS));
    row[at + 2] = 255 - clipped(luminance + ((fixed(1.77200) * blue + HALF) >> BITS));
  }

  private static int fixed(double factor) {
    return (int) (factor * (1 << BITS) + 0.5);
  }

  private static int clipped(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** Pillow's {@code MULDIV255}: a product of two shares of 255, rounded. */
  private static int product(int a, int b) {
    int product = a * b + 128;
    return ((product >> 8) + product) >> 8;
  }
}
