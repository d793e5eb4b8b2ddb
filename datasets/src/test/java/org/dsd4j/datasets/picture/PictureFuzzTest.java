package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.Mutations;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged pictures are decoded or named, within the time and the memory of a picture. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PictureFuzzTest {

  @TempDir Path dir;

  private void read(byte[] bytes) throws BrokenExampleException {
    Path path = TestFiles.write(dir.resolve("a"), bytes);
    try (PictureFile file = PictureFile.open(path, "a")) {
      long pixels = (long) file.height() * file.width();
      assertTrue(pixels <= PictureLimits.MOST_PIXELS);
      // As a view of it is read: all of a small picture, a part of a large one.
      file.read(new Region(0, 0, Math.min(file.height(), 2000), Math.min(file.width(), 2000)));
    }
  }

  private static BufferedImage scene(int type) {
    BufferedImage image = new BufferedImage(45, 33, type);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 45 * 33; i++) {
      image.setRGB(i % 45, i / 45, random.nextInt());
    }
    return image;
  }

  @Test
  void jpeg() throws IOException {
    byte[] colour = PictureFixtures.jpeg(scene(BufferedImage.TYPE_INT_RGB));
    byte[] grey = PictureFixtures.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY));
    try (InputStream cmyk = PictureFuzzTest.class.getResourceAsStream("cmyk.jpg")) {
      int refused =
          Mutations.check(
              1, BrokenExampleException.class, this::read, colour, grey, cmyk.readAllBytes());
      assertTrue(refused > Mutations.COUNT / 10, "refused " + refused);
    }
  }

  @Test
  void png() {
    int refused =
        Mutations.check(
            2,
            BrokenExampleException.class,
            this::read,
            PictureFixtures.png(scene(BufferedImage.TYPE_INT_ARGB)),
            PictureFixtures.png(scene(BufferedImage.TYPE_BYTE_INDEXED)),
            PictureFixtures.png(scene(BufferedImage.TYPE_USHORT_GRAY)));
    assertTrue(refused > Mutations.COUNT / 2, "refused " + refused);
  }
}
