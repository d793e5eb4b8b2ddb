package org.dsd4j.datasets.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Makes pictures and files of them for the tests of all packages. */
public final class PictureFixtures {

  private PictureFixtures() {}

  /** One colour all over. */
  public static BufferedImage flat(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  /** The bytes of a PNG file. */
  public static byte[] png(BufferedImage image) {
    return encoded(image, "png");
  }

  /** The bytes of a JPEG file. */
  public static byte[] jpeg(BufferedImage image) {
    return encoded(image, "jpg");
  }

  private static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("no writer of " + format + " for this picture");
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Corrects the checksums of the chunks of a PNG file, as far as it has chunks. */
  public static byte[] withChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png.clone());
    long at = 8;
    while (at + 12 <= png.length) {
      long end = at + 12 + (bytes.getInt((int) at) & 0xffffffffL);
      if (end > png.length) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(bytes.array(), (int) at + 4, (int) (end - at - 8));
      bytes.putInt((int) end - 4, (int) sum.getValue());
      at = end;
    }
    return bytes.array();
  }
}
