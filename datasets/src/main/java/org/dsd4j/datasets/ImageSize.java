package org.dsd4j.datasets;

/**
 * Shape of one picture, in the order in which its pixels are stored: (C, H, W).
 *
 * @param channels number of colour channels, at least 1
 * @param height rows of pixels, at least 1
 * @param width columns of pixels, at least 1
 */
public record ImageSize(int channels, int height, int width) {

  /**
   * Checks that each extent is at least 1.
   *
   * @throws IllegalArgumentException if one is not, or if the product does not fit into an int
   */
  public ImageSize {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image needs at least one channel, row and column but was %d x %d x %d"
              .formatted(channels, height, width));
    }
    if ((long) channels * height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an image of %d x %d x %d does not fit into one array"
              .formatted(channels, height, width));
    }
  }

  /**
   * A square RGB picture.
   *
   * @param side height and width in pixels
   * @return 3 x side x side
   */
  public static ImageSize rgb(int side) {
    return new ImageSize(3, side, side);
  }

  /**
   * Number of values in one picture.
   *
   * @return C * H * W
   */
  public int pixels() {
    return channels * height * width;
  }

  /** Returns for example {@code 3x32x32}. */
  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
