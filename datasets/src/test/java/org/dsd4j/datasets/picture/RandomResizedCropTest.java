package org.dsd4j.datasets.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomResizedCropTest {

  private static final int DRAWS = 20_000;

  @ParameterizedTest
  @CsvSource({"375,500", "500,375", "224,224", "1,1", "1,50", "50,1", "3,2", "2000,31"})
  void everyDrawLiesInsideOfThePicture(int height, int width) {
    SplittableRandom random = new SplittableRandom(height * 31L + width);
    for (int i = 0; i < 2000; i++) {
      Region region = RandomResizedCrop.STANDARD.draw(height, width, random);
      assertTrue(region.top() + region.height() <= height, region.toString());
      assertTrue(region.left() + region.width() <= width, region.toString());
    }
  }

  /** In a large square hardly a try fails but for large crops, so the draws show as they are. */
  @Test
  void areasAreUniformAndAspectsInTheirLogarithm() {
    RandomResizedCrop crop = new RandomResizedCrop(0.08, 0.48, 3 / 4.0, 4 / 3.0);
    SplittableRandom random = new SplittableRandom(3);
    int[] areas = new int[4];
    int[] aspects = new int[4];
    for (int i = 0; i < DRAWS; i++) {
      Region region = crop.draw(1000, 1000, random);
      double area = region.height() * region.width() / 1e6;
      double aspect = Math.log((double) region.width() / region.height()) / Math.log(4 / 3.0);
      assertTrue(area > 0.0795 && area < 0.4805, "area " + area);
      assertTrue(Math.abs(aspect) < 1.02, "logarithm of the aspect " + aspect);
      areas[quarter((area - 0.08) / 0.4)]++;
      aspects[quarter((aspect + 1) / 2)]++;
    }
    for (int i = 0; i < 4; i++) {
      // Five standard deviations of a count of a quarter.
      assertEquals(DRAWS / 4.0, areas[i], 5 * Math.sqrt(DRAWS * 3 / 16.0), "area, quarter " + i);
      assertEquals(DRAWS / 4.0, aspects[i], 5 * Math.sqrt(DRAWS * 3 / 16.0), "aspect " + i);
    }
  }

  private static int quarter(double share) {
    return (int) Math.max(0, Math.min(3, share * 4));
  }

  @Test
  void placesReachEveryCornerAlike() {
    RandomResizedCrop half = new RandomResizedCrop(0.25, 0.25, 1, 1);
    SplittableRandom random = new SplittableRandom(4);
    double down = 0;
    double right = 0;
    int corners = 0;
    for (int i = 0; i < DRAWS; i++) {
      Region region = half.draw(10, 10, random);
      assertEquals(5, region.height());
      assertEquals(5, region.width());
      down += region.top();
      right += region.left();
      corners += region.top() % 5 == 0 && region.left() % 5 == 0 ? 1 : 0;
    }
    assertEquals(2.5, down / DRAWS, 0.07);
    assertEquals(2.5, right / DRAWS, 0.07);
    assertEquals(DRAWS * 4 / 36.0, corners, 5 * Math.sqrt(DRAWS * 4 / 36.0));
  }

  @Test
  void whatNeverFitsBecomesTheLargestMiddle() {
    RandomResizedCrop crop = RandomResizedCrop.STANDARD;
    SplittableRandom random = new SplittableRandom(5);
    // A strip of 1:20 has no part of a sane aspect with 8 % of its area.
    assertEquals(new Region(0, 933, 100, 133), crop.draw(100, 2000, random));
    assertEquals(new Region(933, 0, 133, 100), crop.draw(2000, 100, random));
    assertEquals(Region.whole(30, 40), crop.middle(30, 40));
    assertEquals(Region.whole(1, 1), crop.middle(1, 1));
  }

  @Test
  void theSameSeedDrawsTheSameRegions() {
    SplittableRandom one = new SplittableRandom(6);
    SplittableRandom two = new SplittableRandom(6);
    for (int i = 0; i < 50; i++) {
      assertEquals(
          RandomResizedCrop.STANDARD.draw(375, 500, one),
          RandomResizedCrop.STANDARD.draw(375, 500, two));
    }
    // Pinned: a change here changes every run.
    assertEquals(
        new Region(41, 146, 330, 250),
        RandomResizedCrop.STANDARD.draw(375, 500, new SplittableRandom(7)));
  }

  @Test
  void refusesEmptyRanges() {
    assertThrows(IllegalArgumentException.class, () -> new RandomResizedCrop(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomResizedCrop(0.5, 0.4, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomResizedCrop(8, 100, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new RandomResizedCrop(0.1, 1, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomResizedCrop(0.1, 1, 2, 1));
  }
}
