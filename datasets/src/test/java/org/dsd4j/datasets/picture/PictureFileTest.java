package org.dsd4j.datasets.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFileTest {

  @TempDir Path dir;

  private Picture read(String name, byte[] bytes) throws BrokenExampleException {
    return PictureFile.read(TestFiles.write(dir.resolve(name), bytes), name);
  }

  private String problem(String name, byte[] bytes) {
    return assertThrows(BrokenExampleException.class, () -> read(name, bytes)).getMessage();
  }

  private static int[] colour(Picture picture, int x, int y) {
    int plane = picture.height() * picture.width();
    int[] colour = new int[3];
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] = picture.rgb()[channel * plane + y * picture.width() + x] & 0xff;
    }
    return colour;
  }

  private static void assertNear(int[] expected, int[] actual, int tolerance) {
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(expected[channel], actual[channel], tolerance, Arrays.toString(actual));
    }
  }

  private static BufferedImage grey(int type, int value) {
    BufferedImage image = new BufferedImage(16, 16, type);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, value);
    }
    return image;
  }

  @Test
  void colourJpegAndPngKeepTheirColours() throws BrokenExampleException {
    BufferedImage image = PictureFixtures.flat(16, 8, 0xc86432);
    int[] expected = {200, 100, 50};
    assertArrayEquals(expected, colour(read("a.png", PictureFixtures.png(image)), 15, 7));
    Picture jpeg = read("a.jpg", PictureFixtures.jpeg(image));
    assertNear(expected, colour(jpeg, 3, 3), 3);
    assertEquals(8, jpeg.height());
    assertEquals(16, jpeg.width());
  }

  @Test
  void greyStaysAsBrightAsItIsStored() throws BrokenExampleException {
    BufferedImage image = grey(BufferedImage.TYPE_BYTE_GRAY, 128);
    assertArrayEquals(
        new int[] {128, 128, 128}, colour(read("g.png", PictureFixtures.png(image)), 5, 5));
    assertNear(
        new int[] {128, 128, 128}, colour(read("g.jpg", PictureFixtures.jpeg(image)), 5, 5), 1);
  }

  @Test
  void sixteenBitsAreRoundedToEight() throws BrokenExampleException {
    BufferedImage image = grey(BufferedImage.TYPE_USHORT_GRAY, 128 * 257);
    assertArrayEquals(
        new int[] {128, 128, 128}, colour(read("g.png", PictureFixtures.png(image)), 5, 5));
    byte[] colour = PictureFixtures.png(deepColour(200 * 257, 100 * 257 + 100, 50 * 257 - 100));
    assertArrayEquals(new int[] {200, 100, 50}, colour(read("c.png", colour), 1, 1));
  }

  private static BufferedImage deepColour(int... samples) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 2);
    for (int i = 0; i < 4; i++) {
      raster.setPixel(i % 2, i / 2, samples);
    }
    return new BufferedImage(model, raster, false, null);
  }

  @Test
  void palettesAreLookedUp() throws BrokenExampleException {
    byte[] red = {0, (byte) 200};
    byte[] green = {0, 100};
    byte[] blue = {(byte) 255, 50};
    for (int bits : new int[] {1, 8}) {
      IndexColorModel palette = new IndexColorModel(bits, 2, red, green, blue);
      int type = bits == 1 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED;
      BufferedImage image = new BufferedImage(4, 4, type, palette);
      image.getRaster().setSample(2, 1, 0, 1);
      Picture picture = read("p" + bits + ".png", PictureFixtures.png(image));
      assertArrayEquals(new int[] {200, 100, 50}, colour(picture, 2, 1));
      assertArrayEquals(new int[] {0, 0, 255}, colour(picture, 1, 1));
    }
  }

  @Test
  void transparencyIsIgnored() throws BrokenExampleException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(1, 2, 0x40c86432);
    Picture picture = read("t.png", PictureFixtures.png(image));
    assertArrayEquals(new int[] {200, 100, 50}, colour(picture, 1, 2));
  }

  @Test
  void cmykHasTheColoursOfItsInk() throws BrokenExampleException, IOException {
    try (InputStream in = PictureFileTest.class.getResourceAsStream("cmyk.jpg")) {
      Picture picture = read("cmyk.jpg", in.readAllBytes());
      // Left half magenta and yellow ink, right half cyan and yellow: red and green on paper. How
      // deep the red is depends on the profile of the ink.
      int[] left = colour(picture, 3, 8);
      int[] right = colour(picture, 12, 8);
      assertTrue(left[0] > 180 && left[1] < 90 && left[2] < 90, Arrays.toString(left));
      assertTrue(right[0] < 90 && right[1] > 120 && right[2] < 120, Arrays.toString(right));
    }
  }

  @Test
  void theContentDecidesNotTheName() throws BrokenExampleException {
    byte[] png = PictureFixtures.png(PictureFixtures.flat(4, 4, 0xc86432));
    assertArrayEquals(new int[] {200, 100, 50}, colour(read("really-png.jpg", png), 0, 0));
  }

  @Test
  void emptyAndRenamedFilesAreNamed() {
    assertEquals("a.jpg: is empty", problem("a.jpg", new byte[0]));
    assertEquals(
        "b.jpg: is neither JPEG nor PNG, whatever its name says",
        problem("b.jpg", "hello, I am text".getBytes(UTF_8)));
    assertEquals(
        "c.png: is a GIF file, whatever its name says; convert it to PNG",
        problem("c.png", "GIF89a and more".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 0.6, 0.9, 0.99})
  void filesThatAreCutOffAreNamed(double share) {
    BufferedImage image = PictureFixtures.flat(64, 64, 0);
    for (int i = 0; i < 4096; i++) {
      image.setRGB(i % 64, i / 64, i * 7919);
    }
    byte[] jpeg = PictureFixtures.jpeg(image);
    byte[] png = PictureFixtures.png(image);
    assertEquals(
        "c.jpg: is cut off before its end",
        problem("c.jpg", Arrays.copyOf(jpeg, (int) (share * jpeg.length))));
    assertEquals(
        "c.png: is cut off before its end",
        problem("c.png", Arrays.copyOf(png, (int) (share * png.length))));
  }

  @Test
  void aPreviewInAHeaderDoesNotHideACut() throws BrokenExampleException {
    byte[] whole = PictureFixtures.jpeg(PictureFixtures.flat(16, 16, 0));
    byte[] withPreview = new byte[whole.length + 8];
    byte[] preview = {(byte) 0xff, (byte) 0xe1, 0, 6, (byte) 0xff, (byte) 0xd9, 0, 0};
    System.arraycopy(whole, 0, withPreview, 0, 2);
    System.arraycopy(preview, 0, withPreview, 2, 8);
    System.arraycopy(whole, 2, withPreview, 10, whole.length - 2);
    assertEquals(16, read("p.jpg", withPreview).height());
    byte[] cut = Arrays.copyOf(withPreview, withPreview.length - 2);
    assertEquals("p.jpg: is cut off before its end", problem("p.jpg", cut));
  }

  @Test
  void damagedHeadersAndDataNeverEscapeAsAnotherException() throws BrokenExampleException {
    byte[] whole = PictureFixtures.jpeg(PictureFixtures.flat(16, 16, 0xc86432));
    int broken = 0;
    for (int i = 2; i < whole.length - 2; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) 0xff;
      try {
        read("d.jpg", damaged);
      } catch (BrokenExampleException expected) {
        assertTrue(expected.getMessage().startsWith("d.jpg: "), expected.getMessage());
        broken++;
      }
    }
    assertTrue(broken > 50, "damage that was noticed: " + broken);
  }

  @Test
  void aFileThatIsGoneIsNamed() {
    BrokenExampleException thrown =
        assertThrows(
            BrokenExampleException.class,
            () -> PictureFile.read(dir.resolve("gone.png"), "train/gone.png"));
    assertEquals("train/gone.png", thrown.exampleName());
  }
}
