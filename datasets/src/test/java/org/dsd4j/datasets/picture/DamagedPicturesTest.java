package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.Mutations;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged pictures are decoded or named, within the time and the memory of a picture. */
@Tag("slow")
class DamagedPicturesTest {

  /** A region of 1,000 x 1,000 pixels and the longest row, with all that is made of them. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int SIDE = 1000;

  @TempDir Path dir;

  /** As a view of a picture is read: all of a small one, a part of a large one. */
  private void read(byte[] bytes, int number) throws BrokenExampleException {
    Path path = TestFiles.write(dir.resolve("a"), bytes);
    try (PictureFile file = PictureFile.open(path, "a")) {
      assertTrue((long) file.height() * file.width() <= PictureLimits.MOST_PIXELS);
      file.read(new Region(0, 0, Math.min(file.height(), SIDE), Math.min(file.width(), SIDE)));
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
  void jpeg() throws IOException, InterruptedException {
    try (InputStream cmyk = DamagedPicturesTest.class.getResourceAsStream("cmyk.jpg")) {
      List<byte[]> files =
          List.of(
              PictureFixtures.jpeg(scene(BufferedImage.TYPE_INT_RGB)),
              PictureFixtures.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY)),
              cmyk.readAllBytes());
      int read = new Mutations("JPEG", 1, MOST_BYTES).run(files, this::read);
      assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
    }
  }

  @Test
  void png() throws InterruptedException {
    List<byte[]> files =
        List.of(
            PictureFixtures.png(scene(BufferedImage.TYPE_INT_ARGB)),
            PictureFixtures.png(scene(BufferedImage.TYPE_BYTE_INDEXED)),
            PictureFixtures.png(scene(BufferedImage.TYPE_USHORT_GRAY)));
    int read = new Mutations("PNG", 2, MOST_BYTES).run(files, this::read);
    assertTrue(read < Mutations.COUNT / 2, read + " were read");
  }

  /** With checksums that are right, as a file has that was made to do harm. */
  @Test
  void pngWithRightChecksums() throws InterruptedException {
    List<byte[]> files =
        List.of(
            PictureFixtures.png(scene(BufferedImage.TYPE_INT_ARGB)),
            PictureFixtures.png(scene(BufferedImage.TYPE_BYTE_INDEXED)));
    int read =
        new Mutations("PNG with right checksums", 3, MOST_BYTES)
            .run(files, (bytes, number) -> read(PictureFixtures.withChecksums(bytes), number));
    assertTrue(read > 0 && read < Mutations.COUNT, read + " were read");
  }
}
