package org.dsd4j.datasets.picture;

import java.util.random.RandomGenerator;

/**
 * Chooses the part of a picture that a network is trained on: a random share of its area, a random
 * aspect ratio and a random place. Ten tries are made to find one that fits; after them the largest
 * part in the middle whose aspect is allowed is taken.
 *
 * <p>The area is uniform in its range and the aspect in the logarithm of its range, as torchvision
 * draws them. fb.resnet.torch draws the aspect itself uniformly and swaps the sides half the time,
 * and falls back to a scaled centre crop; the ranges are the same.
 *
 * @param leastArea smallest share of the area, above 0
 * @param mostArea largest share of the area, at least {@code leastArea}, at most 1
 * @param leastAspect smallest width / height, above 0
 * @param mostAspect largest width / height, at least {@code leastAspect}
 * @see <a href="https://arxiv.org/abs/1409.4842">Going Deeper with Convolutions, section 6</a>
 */
public record RandomResizedCrop(
    double leastArea, double mostArea, double leastAspect, double mostAspect) {

  /** 8 to 100 % of the area, aspects from 3/4 to 4/3: what ImageNet is trained with. */
  public static final RandomResizedCrop STANDARD = new RandomResizedCrop(0.08, 1, 3 / 4.0, 4 / 3.0);

  private static final int TRIES = 10;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is empty or out of range
   */
  public RandomResizedCrop {
    if (!(leastArea > 0 && leastArea <= mostArea && mostArea <= 1)) {
      throw new IllegalArgumentException(
          "shares of the area must be in (0, 1], the smaller first, but were %s and %s; write 8 %% as 0.08"
              .formatted(leastArea, mostArea));
    }
    if (!(leastAspect > 0 && leastAspect <= mostAspect && mostAspect < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "aspects must be above 0, the smaller first, but were %s and %s"
              .formatted(leastAspect, mostAspect));
    }
  }

  /**
   * Draws a region.
   *
   * @param height rows of the picture, at least 1
   * @param width columns of the picture, at least 1
   * @param random the only source of randomness
   * @return a region inside the picture
   */
  public Region draw(int height, int width, RandomGenerator random) {
    // StrictMath: Math.exp may differ in its last bit between systems, and with it the crop.
    double least = StrictMath.log(leastAspect);
    double most = StrictMath.log(mostAspect);
    for (int i = 0; i < TRIES; i++) {
      double area = between(leastArea, mostArea, random) * height * width;
      double aspect = StrictMath.exp(between(least, most, random));
      int wide = (int) Math.rint(Math.sqrt(area * aspect));
      int high = (int) Math.rint(Math.sqrt(area / aspect));
      if (wide > 0 && wide <= width && high > 0 && high <= height) {
        // From nextDouble: bounded integers are not guaranteed to be the same in every Java
        // version.
        int top = (int) (random.nextDouble() * (height - high + 1));
        int left = (int) (random.nextDouble() * (width - wide + 1));
        return new Region(top, left, high, wide);
      }
    }
    return middle(height, width);
  }

  /** The largest region in the middle with an aspect in the range. */
  Region middle(int height, int width) {
    double aspect = (double) width / height;
    int wide = width;
    int high = height;
    if (aspect < leastAspect) {
      high = Math.max(1, (int) Math.rint(width / leastAspect));
    } else if (aspect > mostAspect) {
      wide = Math.max(1, (int) Math.rint(height * mostAspect));
    }
    return new Region((height - high) / 2, (width - wide) / 2, high, wide);
  }

  private static double between(double least, double most, RandomGenerator random) {
    return least + random.nextDouble() * (most - least);
  }
}
