package org.dsd4j.datasets.drawing;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance for one picture. Everything is derived from {@code nextLong}, whose values the JDK fixes
 * for a seed; bounded and floating-point draws have been rewritten between versions.
 */
public final class SeededRandom {

  private final SplittableRandom random;

  /**
   * Fresh random.
   *
   * @param seed any
   */
  public SeededRandom(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Evenly from [0, 1).
   *
   * @return the draw
   */
  public double unit() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Evenly from [from, to).
   *
   * @param from smallest
   * @param to above all draws
   * @return the draw
   */
  public double between(double from, double to) {
    return from + (to - from) * unit();
  }

  /**
   * Evenly from 0 to bound - 1.
   *
   * @param bound at least 1
   * @return the draw
   */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /**
   * Any of the given things.
   *
   * @param things at least one
   * @param <T> what they are
   * @return one of them
   */
  public <T> T oneOf(List<T> things) {
    return things.get(below(things.size()));
  }

  /**
   * Mean 0, deviation 1, never beyond 3.5: the sum of four even draws is bell-shaped enough.
   *
   * @return the draw
   */
  public double bell() {
    long bits = random.nextLong();
    double sum = 0;
    for (int shift = 0; shift < 64; shift += 16) {
      sum += (bits >>> shift & 0xffff) / 65536.0 + 0x1.0p-17 - 0.5;
    }
    return sum * 1.7320508075688772;
  }

  /**
   * A colour of the unit cube at least {@code distance} away from another one.
   *
   * @param other red, green, blue in [0, 1]
   * @param distance Euclidean, at most 0.8: some corner of the cube is further from any colour
   * @return red, green, blue
   */
  public double[] colourAwayFrom(double[] other, double distance) {
    while (true) {
      double[] colour = colour();
      double sum = 0;
      for (int channel = 0; channel < colour.length; channel++) {
        double difference = colour[channel] - other[channel];
        sum += difference * difference;
      }
      if (sum >= distance * distance) {
        return colour;
      }
    }
  }

  /**
   * Any colour.
   *
   * @return red, green, blue in [0, 1)
   */
  public double[] colour() {
    return new double[] {unit(), unit(), unit()};
  }
}
