package org.dsd4j.datasets.picture;

import org.dsd4j.datasets.BrokenExampleException;

/**
 * How large a picture may be: the one place where it is said. Sizes stand in headers, which may say
 * anything, so they are checked before any memory is taken for them.
 */
public final class PictureLimits {

  /** Bytes of a file: many times what a photograph of the most pixels has. */
  public static final long MOST_BYTES = 256L << 20;

  /** Pixels of a picture, as in Pillow; the largest of ImageNet has 61 million. */
  public static final long MOST_PIXELS = 89_478_485;

  /**
   * Pixels times scans of a JPEG file, of which each takes time for every pixel: 20 scans of the
   * largest picture, of which an encoder makes about 10.
   */
  public static final long MOST_SCANNED = 20 * MOST_PIXELS;

  private PictureLimits() {}

  /** Checks the length of a file. */
  static void requireBytes(String name, long bytes) throws BrokenExampleException {
    if (bytes > MOST_BYTES) {
      throw new BrokenExampleException(
          name, "has %,d bytes, more than the %,d of a picture".formatted(bytes, MOST_BYTES));
    }
  }

  /** Checks the size that a header says, of a picture of some scans. */
  static void requirePixels(String name, long height, long width, int scans)
      throws BrokenExampleException {
    if (height < 1 || width < 1) {
      throw new BrokenExampleException(
          name, "says that it has %d rows and %d columns".formatted(height, width));
    }
    if (height * width > MOST_PIXELS) {
      throw new BrokenExampleException(
          name,
          "says that it has %d x %d pixels, more than %,d".formatted(width, height, MOST_PIXELS));
    }
    if (height * width * scans > MOST_SCANNED) {
      throw new BrokenExampleException(
          name,
          "has %,d scans of %d x %d pixels, more than would be read in any reasonable time"
              .formatted(scans, width, height));
    }
  }
}
