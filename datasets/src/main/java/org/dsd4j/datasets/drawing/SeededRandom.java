package org.dsd4j.datasets.drawing;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random numbers from a seed, the same in every version of Java. Everything is derived from {@code
 * nextLong}, whose values the JDK specifies for a seed; its bounded and floating-point draws have
 * changed between versions.
 */
public final class SeededRandom {

  private final SplittableRandom random;

  /**
   * A new generator.
   *
   * @param seed any
   */
  public SeededRandom(long seed) {
    random = new SplittableRandom(seed);
  }

  /**
   * Uniform in [0, 1).
   *
   * @return the draw
   */
  public double unit() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Uniform in [from, to).
   *
   * @param from the smallest possible draw
   * @param to above all draws
   * @return the draw
   */
  public double between(double from, double to) {
    return from + (to - from) * unit();
  }

  /**
   * Uniform from 0 to bound - 1.
   *
   * @param bound at least 1
   * @return the draw
   */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /**
   * A random element of a list.
   *
   * @param elements at least one
   * @param <T> their type
   * @return one of them
   */
  public <T> T oneOf(List<T> elements) {
    return elements.get(below(elements.size()));
  }

  /**
   * Approximately normal: mean 0, standard deviation 1, never beyond 3.5, as a sum of four uniform
   * draws.
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
   * A random colour at least {@code distance} away from another one.
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
   * A random colour.
   *
   * @return red, green, blue in [0, 1)
   */
  public double[] colour() {
    return new double[] {unit(), unit(), unit()};
  }
}
