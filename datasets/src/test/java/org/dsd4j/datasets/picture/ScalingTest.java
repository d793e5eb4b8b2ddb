package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.dsd4j.datasets.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {

  /** Three equal channels. */
  private static Picture picture(int height, int width, int... values) {
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) values[i % values.length];
    }
    return new Picture(height, width, rgb);
  }

  private static int[] firstChannel(byte[] chw) {
    int[] values = new int[chw.length / 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = chw[i] & 0xff;
    }
    return values;
  }

  @Test
  void theRightSizeIsLeftAlone() {
    Picture picture = picture(2, 2, 1, 2, 3, 4);
    assertSame(picture.rgb(), Scaling.toCover(picture, ImageSize.rgb(2)));
  }

  @Test
  void shrinkingAveragesAreas() {
    Picture picture = picture(4, 4, 0, 4, 8, 8, 0, 4, 8, 8, 10, 10, 250, 252, 10, 10, 254, 252);
    assertArrayEquals(
        new int[] {2, 8, 10, 252}, firstChannel(Scaling.toCover(picture, ImageSize.rgb(2))));
  }

  @Test
  void shrinkingByThreeHalvesWeighsParts() {
    Picture picture = picture(3, 3, 0, 90, 180, 0, 90, 180, 0, 90, 180);
    assertArrayEquals(
        new int[] {30, 150, 30, 150}, firstChannel(Scaling.toCover(picture, ImageSize.rgb(2))));
  }

  @Test
  void theMiddleOfALongPictureIsKept() {
    Picture wide = picture(2, 6, 9, 9, 50, 60, 9, 9, 9, 9, 70, 80, 9, 9);
    byte[] cut = Scaling.toCover(wide, ImageSize.rgb(2));
    assertArrayEquals(new int[] {50, 60, 70, 80}, firstChannel(cut));
  }

  @Test
  void growingInterpolates() {
    Picture picture = picture(2, 2, 0, 100, 0, 100);
    int[] grown = firstChannel(Scaling.toCover(picture, ImageSize.rgb(4)));
    assertArrayEquals(new int[] {0, 25, 75, 100}, Arrays.copyOf(grown, 4));
  }

  @ParameterizedTest
  @CsvSource({"1,1,5,5", "1,7,3,2", "500,375,24,24", "33,31,32,32", "31,33,32,32", "5,90,40,3"})
  void aFlatPictureStaysFlat(int height, int width, int toHeight, int toWidth) {
    byte[] out = Scaling.toCover(picture(height, width, 201), new ImageSize(3, toHeight, toWidth));
    assertEquals(3 * toHeight * toWidth, out.length);
    for (byte value : out) {
      assertEquals(201, value & 0xff);
    }
  }
}
