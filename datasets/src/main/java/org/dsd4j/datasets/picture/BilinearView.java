package org.dsd4j.datasets.picture;

import org.dsd4j.datasets.ImageSize;

/**
 * Scales a region of a picture to a size with the antialiased bilinear filter of Pillow, to the
 * bit: the filter widens with the scale when a picture shrinks, weights are whole numbers of 22
 * bits, rows are filtered first, and bytes are rounded in between. torchvision trains and tests on
 * pictures that are made this way.
 *
 * @see <a href="https://github.com/python-pillow/Pillow/blob/main/src/libImaging/Resample.c">the
 *     filter in Pillow</a>
 */
public final class BilinearView {

  private final ImageSize size;
  private final Region region;
  private final FilterAxis rows;
  private final FilterAxis columns;

  private BilinearView(ImageSize size, int top, int left, FilterAxis rows, FilterAxis columns) {
    if (size.channels() != Picture.CHANNELS) {
      throw new IllegalArgumentException("pictures have 3 channels, not " + size.channels());
    }
    this.size = size;
    region =
        new Region(
            top + rows.start(),
            left + columns.start(),
            rows.end() - rows.start(),
            columns.end() - columns.start());
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * A crop, squeezed or stretched to the size; pixels outside of the crop play no part.
   *
   * @param crop to cut out
   * @param size of 3 channels
   * @return how to make it
   */
  public static BilinearView of(Region crop, ImageSize size) {
    return new BilinearView(
        size,
        crop.top(),
        crop.left(),
        FilterAxis.of(crop.height(), size.height(), 0, size.height()),
        FilterAxis.of(crop.width(), size.width(), 0, size.width()));
  }

  /**
   * The usual view of a test picture: its shorter side becomes {@code shorter}, its longer side
   * follows, rounded down, and the middle is cut out; halves are rounded to the even side.
   *
   * @param height rows of the whole picture
   * @param width columns of the whole picture
   * @param shorter length of the shorter side after scaling, at least each side of the size
   * @param size of 3 channels
   * @return how to make it
   * @throws IllegalArgumentException if the size does not fit into the scaled picture
   */
  public static BilinearView centre(int height, int width, int shorter, ImageSize size) {
    if (size.height() > shorter || size.width() > shorter) {
      throw new IllegalArgumentException(
          "a crop of %s does not fit into a picture whose shorter side is %d"
              .formatted(size, shorter));
    }
    boolean tall = height >= width;
    int longer = (int) ((double) shorter * Math.max(height, width) / Math.min(height, width));
    int scaledHeight = tall ? longer : shorter;
    int scaledWidth = tall ? shorter : longer;
    int top = (int) Math.rint((scaledHeight - size.height()) / 2.0);
    int left = (int) Math.rint((scaledWidth - size.width()) / 2.0);
    return new BilinearView(
        size,
        0,
        0,
        FilterAxis.of(height, scaledHeight, top, size.height()),
        FilterAxis.of(width, scaledWidth, left, size.width()));
  }

  /**
   * The part of the picture that {@link #apply} needs.
   *
   * @return no larger than necessary
   */
  public Region region() {
    return region;
  }

  /**
   * Scales.
   *
   * @param picture the pixels of {@link #region()}
   * @return unsigned bytes (C, H, W)
   * @throws IllegalArgumentException if the picture has another size than the region
   */
  public byte[] apply(Picture picture) {
    if (picture.height() != region.height() || picture.width() != region.width()) {
      throw new IllegalArgumentException(
          "a picture of %d x %d is not the region %s"
              .formatted(picture.height(), picture.width(), region));
    }
    byte[] out = new byte[size.pixels()];
    int[] narrowed = new int[size.channels() * region.height() * size.width()];
    columns.alongRows(picture, narrowed);
    for (int channel = 0; channel < size.channels(); channel++) {
      rows.alongColumns(narrowed, size.width(), channel, out);
    }
    return out;
  }
}
