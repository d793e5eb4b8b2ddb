package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A region holds the values of the same place in the whole picture. */
class PictureRegionTest {

  @TempDir Path dir;

  private static BufferedImage scene(int type) {
    BufferedImage image = new BufferedImage(53, 41, type);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 53 * 41; i++) {
      int x = i % 53;
      int y = i / 53;
      image.setRGB(x, y, ((x * 4) << 16 | (y * 6) << 8 | (x + y) * 2) ^ random.nextInt(16));
    }
    return image;
  }

  private static byte[] progressive() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.write(null, new IIOImage(scene(BufferedImage.TYPE_INT_RGB), null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] file(String kind) throws IOException {
    return switch (kind) {
      case "colour" -> PictureFixtures.jpeg(scene(BufferedImage.TYPE_INT_RGB));
      case "grey" -> PictureFixtures.jpeg(scene(BufferedImage.TYPE_BYTE_GRAY));
      case "progressive" -> progressive();
      case "png" -> PictureFixtures.png(scene(BufferedImage.TYPE_INT_ARGB));
      case "palette" -> PictureFixtures.png(scene(BufferedImage.TYPE_BYTE_INDEXED));
      default -> {
        try (InputStream in = PictureRegionTest.class.getResourceAsStream("cmyk.jpg")) {
          yield in.readAllBytes();
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour", "grey", "progressive", "png", "palette", "cmyk"})
  void holdsTheValuesOfTheWhole(String kind) throws IOException, BrokenExampleException {
    Path path = TestFiles.write(dir.resolve(kind), file(kind));
    Picture whole = PictureFile.read(path, kind);
    for (Region region :
        new Region[] {new Region(3, 5, 7, 9), new Region(0, 0, 1, 1), new Region(9, 2, 4, 11)}) {
      try (PictureFile file = PictureFile.open(path, kind)) {
        assertEquals(whole.height(), file.height());
        assertEquals(whole.width(), file.width());
        Picture part = file.read(region);
        assertEquals(region.height(), part.height());
        assertEquals(region.width(), part.width());
        for (int row = 0; row < 3 * part.height(); row++) {
          int y = row / part.height() * whole.height() + region.top() + row % part.height();
          int from = y * whole.width() + region.left();
          assertArrayEquals(
              Arrays.copyOfRange(whole.rgb(), from, from + part.width()),
              Arrays.copyOfRange(part.rgb(), row * part.width(), (row + 1) * part.width()),
              kind + " row " + row + " of " + region);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour", "png"})
  void aRegionOutsideOfThePictureIsRefused(String kind) throws IOException, BrokenExampleException {
    Path path = TestFiles.write(dir.resolve(kind), file(kind));
    try (PictureFile file = PictureFile.open(path, kind)) {
      assertThrows(BrokenExampleException.class, () -> file.read(new Region(100, 0, 5, 5)));
    }
  }
}
