package org.dsd4j.datasets.picture;

/**
 * A part of a picture, in pixels from its upper left corner.
 *
 * @param top first row, at least 0
 * @param left first column, at least 0
 * @param height number of rows, at least 1
 * @param width number of columns, at least 1
 */
public record Region(int top, int left, int height, int width) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the region is empty or starts outside of any picture
   */
  public Region {
    if (top < 0 || left < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a region needs a corner of at least (0, 0) and at least one row and column but was"
              + " (%d, %d) with %d rows and %d columns".formatted(top, left, height, width));
    }
  }

  /**
   * A picture from corner to corner.
   *
   * @param height rows of the picture, at least 1
   * @param width columns of the picture, at least 1
   * @return all of it
   */
  public static Region whole(int height, int width) {
    return new Region(0, 0, height, width);
  }
}
