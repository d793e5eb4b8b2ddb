package org.dsd4j.reproductions.caption;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.CaptionedPictures;

/**
 * Pictures whose captions the report shows: spread evenly over the test split, so that nobody can
 * choose them by what came out.
 */
final class ExamplePictures {
  private static final int COUNT = 12;

  private ExamplePictures() {}

  /** PNG files by position in the split; pictures that cannot be read are left out; 0 for none. */
  static SortedMap<Long, byte[]> of(CaptionedPictures split, int side) {
    SortedMap<Long, byte[]> files = new TreeMap<>();
    int count = side == 0 ? 0 : Math.min(COUNT, split.size());
    for (int i = 0; i < count; i++) {
      int index = (int) ((long) i * split.size() / count);
      try {
        files.put((long) index, png(split.pixels(index, ImageSize.rgb(side)), side));
      } catch (BrokenExampleException e) {
        // Named and counted where its features are made.
      }
    }
    return files;
  }

  private static byte[] png(byte[] chw, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    int plane = side * side;
    for (int i = 0; i < plane; i++) {
      int rgb = (chw[i] & 0xff) << 16 | (chw[i + plane] & 0xff) << 8 | (chw[i + 2 * plane] & 0xff);
      image.setRGB(i % side, i / side, rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a PNG into memory", e);
    }
    return out.toByteArray();
  }
}
