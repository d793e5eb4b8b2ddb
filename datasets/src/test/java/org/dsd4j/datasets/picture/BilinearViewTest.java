package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.zip.CRC32;
import org.dsd4j.datasets.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The checksums are torchvision's on the same pictures; src/test/parity/bilinear.py prints them.
 */
class BilinearViewTest {

  private static Picture picture(int height, int width) {
    byte[] rgb = new byte[3 * height * width];
    for (int i = 0; i < rgb.length; i++) {
      int x = i % width;
      int y = i / width % height;
      int c = i / width / height;
      rgb[i] = (byte) (x * 37 + y * 91 + c * 53 + x * y * 7);
    }
    return new Picture(height, width, rgb);
  }

  /** What a decoder gives for a region. */
  private static Picture cut(Picture picture, Region region) {
    byte[] rgb = new byte[3 * region.height() * region.width()];
    for (int row = 0; row < 3 * region.height(); row++) {
      int y = row % region.height() + region.top();
      int from = (row / region.height() * picture.height() + y) * picture.width() + region.left();
      System.arraycopy(picture.rgb(), from, rgb, row * region.width(), region.width());
    }
    return new Picture(region.height(), region.width(), rgb);
  }

  private static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  @ParameterizedTest
  @CsvSource({
    "7,11,0,0,7,11,5,4,158552233",
    "7,11,2,3,4,6,9,13,3288704383",
    "40,30,1,2,33,5,16,16,3184124022",
    "375,500,31,47,201,260,224,224,2765552014",
    "375,500,0,0,375,500,224,224,654325866",
    "5,5,4,4,1,1,3,3,3638465061"
  })
  void cropsAreTorchvisionsToTheBit(
      int height,
      int width,
      int top,
      int left,
      int rows,
      int columns,
      int toRows,
      int toColumns,
      long expected) {
    Region crop = new Region(top, left, rows, columns);
    BilinearView view = BilinearView.of(crop, new ImageSize(3, toRows, toColumns));
    assertEquals(crop, view.region());
    assertEquals(expected, checksum(view.apply(cut(picture(height, width), crop))));
  }

  @ParameterizedTest
  @CsvSource({
    "375,500,256,224,496643993",
    "500,333,256,224,2232883921",
    "20,31,16,15,3490893488",
    "256,256,256,224,1068999672",
    "100,90,256,224,928232175",
    "1,9,8,7,1366617002"
  })
  void middlesAreTorchvisionsToTheBit(int height, int width, int shorter, int side, long expected) {
    BilinearView view = BilinearView.centre(height, width, shorter, ImageSize.rgb(side));
    assertEquals(expected, checksum(view.apply(cut(picture(height, width), view.region()))));
  }

  @Test
  void onlyTheMiddleIsDecoded() {
    Region region = BilinearView.centre(256, 1000, 256, ImageSize.rgb(224)).region();
    assertEquals(16, region.top());
    assertEquals(224, region.height());
    assertTrue(region.left() >= 380 && region.width() <= 230, region.toString());
  }

  @Test
  void theSameSizeIsTheSamePicture() {
    Picture picture = picture(9, 9);
    Region whole = Region.whole(9, 9);
    assertArrayEquals(picture.rgb(), BilinearView.of(whole, ImageSize.rgb(9)).apply(picture));
  }

  @Test
  void refusesWhatDoesNotFit() {
    ImageSize size = ImageSize.rgb(8);
    assertThrows(IllegalArgumentException.class, () -> BilinearView.centre(20, 20, 7, size));
    BilinearView view = BilinearView.of(new Region(0, 0, 5, 6), size);
    assertThrows(IllegalArgumentException.class, () -> view.apply(picture(6, 5)));
    ImageSize grey = new ImageSize(1, 8, 8);
    assertThrows(IllegalArgumentException.class, () -> BilinearView.centre(20, 20, 8, grey));
    assertThrows(IllegalArgumentException.class, () -> new Region(-1, 0, 5, 5));
    assertThrows(IllegalArgumentException.class, () -> new Region(0, 0, 0, 5));
  }
}
