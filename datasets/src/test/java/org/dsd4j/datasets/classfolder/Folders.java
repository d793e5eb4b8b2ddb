package org.dsd4j.datasets.classfolder;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes little corpora for the tests of this package. */
final class Folders {

  private Folders() {}

  /** Two classes with so many one-colour PNG files each in train, and two each in test. */
  static Path corpus(Path dir, int perClass) {
    for (String name : new String[] {"cat", "dog"}) {
      for (int i = 0; i < perClass; i++) {
        write(dir.resolve("train/" + name + "/" + i + ".png"), png(flat(4, 4, 10 * i)));
      }
      write(dir.resolve("test/" + name + "/a.png"), png(flat(4, 4, 1)));
      write(dir.resolve("test/" + name + "/b.PNG"), png(flat(4, 4, 2)));
    }
    return dir;
  }

  static BufferedImage flat(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  static byte[] png(BufferedImage image) {
    return encoded(image, "png");
  }

  static byte[] jpeg(BufferedImage image) {
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

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
