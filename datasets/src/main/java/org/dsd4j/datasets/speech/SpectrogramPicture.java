package org.dsd4j.datasets.speech;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.dsd4j.datasets.PngEncoder;

/** Draws a spectrogram as a picture for a report: time to the right, high frequencies on top. */
public final class SpectrogramPicture {

  private static final int LEAST_WIDTH = 240;

  // Dark violet over red to pale yellow, lightness rising evenly: it reads in grey, too.
  private static final int[] ANCHORS = {
    0x04040f, 0x1c1044, 0x4b1478, 0x7c227f, 0xae347a, 0xde4b68, 0xf87c5e, 0xfdb37c, 0xfcfcc4
  };
  private static final double DARKEST_SHARE = 0.05;
  private static final double BRIGHTEST_SHARE = 0.998;

  private SpectrogramPicture() {}

  /**
   * Draws. The same values give the same bytes on the same JDK.
   *
   * @param spectrogram (frames, 161), normalised or not; the colours stretch over what is in it
   * @param frames number of frames, at least 1
   * @return a PNG of 161 rows and one column a frame, or as many columns a frame as a width of at
   *     least 240 takes
   * @throws IllegalArgumentException if the length is not that of {@code frames} frames
   */
  public static byte[] png(float[] spectrogram, int frames) {
    if (frames < 1 || spectrogram.length != frames * Spectrogram.BINS) {
      throw new IllegalArgumentException(
          "%d values are not %d frames of %d bins"
              .formatted(spectrogram.length, frames, Spectrogram.BINS));
    }
    float[] sorted = spectrogram.clone();
    Arrays.sort(sorted);
    float low = sorted[(int) (DARKEST_SHARE * (sorted.length - 1))];
    float high = sorted[(int) (BRIGHTEST_SHARE * (sorted.length - 1))];
    int columns = Math.max(1, (LEAST_WIDTH + frames - 1) / frames);
    BufferedImage image =
        new BufferedImage(frames * columns, Spectrogram.BINS, BufferedImage.TYPE_INT_RGB);
    for (int frame = 0; frame < frames; frame++) {
      for (int bin = 0; bin < Spectrogram.BINS; bin++) {
        float value = spectrogram[frame * Spectrogram.BINS + bin];
        int colour = colour(high > low ? (value - low) / (high - low) : 0);
        for (int column = 0; column < columns; column++) {
          image.setRGB(frame * columns + column, Spectrogram.BINS - 1 - bin, colour);
        }
      }
    }
    return PngEncoder.encode(image);
  }

  /** Blends the two anchors around a level; levels beyond [0, 1] take the outermost colours. */
  private static int colour(float level) {
    float place = Math.min(1, Math.max(0, level)) * (ANCHORS.length - 1);
    int lower = Math.min((int) place, ANCHORS.length - 2);
    float share = place - lower;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = (ANCHORS[lower] >> shift) & 0xff;
      int to = (ANCHORS[lower + 1] >> shift) & 0xff;
      rgb |= Math.round(from + share * (to - from)) << shift;
    }
    return rgb;
  }
}
