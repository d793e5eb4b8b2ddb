package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

  private static BufferedImage sheet(ImageDataset dataset) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(ContactSheet.png(dataset, 3, 4)));
  }

  @Test
  void showsTheFirstExamplesOfEachClassBesideItsName() throws IOException {
    MemoryImages dataset = ImageFixtures.random(10);
    BufferedImage sheet = sheet(dataset);
    // Margin, 4 letters of 6 pixels less a gap, doubled; a double margin; cells of 5 x 4 pixels,
    // magnified by 4.
    int left = 4 + 46 + 8;
    assertEquals(left + 3 * 24, sheet.getWidth());
    assertEquals(4 + 2 * 20, sheet.getHeight());
    byte[] third = dataset.pixels(4);
    int expected = (third[0] & 0xff) << 16 | (third[20] & 0xff) << 8 | (third[40] & 0xff);
    assertEquals(expected, sheet.getRGB(left + 2 * 24, 4) & 0xffffff);
    assertTrue(ink(sheet, left, 0) > 20, "the first line has a name");
    assertTrue(ink(sheet, left, 20) > 20, "the second line has a name");
  }

  private static int ink(BufferedImage sheet, int right, int top) {
    int dark = 0;
    for (int y = top; y < top + 20; y++) {
      for (int x = 0; x < right; x++) {
        if ((sheet.getRGB(x, y) & 0xff) < 128) {
          dark++;
        }
      }
    }
    return dark;
  }

  @Test
  void passesBrokenExamplesOver() {
    MemoryImages whole = ImageFixtures.random(10);
    ImageDataset broken = ImageFixtures.broken(whole, List.of(9));
    assertArrayEquals(ContactSheet.png(whole, 3, 4), ContactSheet.png(broken, 3, 4));
  }

  @Test
  void showsGreyPictures() throws IOException {
    var grey = List.of(new MemoryImages.Example("g", 0, new byte[] {77}));
    ImageSize size = new ImageSize(1, 1, 1);
    BufferedImage sheet = sheet(new MemoryImages(size, List.of("é_9"), grey));
    assertEquals(0x4d4d4d, sheet.getRGB(4 + 34 + 8, 4) & 0xffffff);
  }

  @Test
  void refusesWhatItCannotDraw() {
    MemoryImages two = new MemoryImages(new ImageSize(2, 1, 1), List.of("a"), List.of());
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.png(two, 1, 1));
    MemoryImages good = ImageFixtures.random(1);
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.png(good, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> ContactSheet.png(good, 1, 0));
  }

  @Test
  void everyLetterHasAPictureOfItsOwn() {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.?";
    long different =
        letters.chars().mapToObj(c -> drawn(String.valueOf((char) c))).distinct().count();
    assertEquals(letters.length(), different);
    assertEquals(drawn("a"), drawn("A"));
    assertEquals(drawn("?"), drawn("%"));
  }

  private static String drawn(String letter) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < PixelFont.HEIGHT * 5; i++) {
      text.append(PixelFont.ink(letter, i % 5, i / 5) ? '#' : '.');
    }
    return text.toString();
  }
}
