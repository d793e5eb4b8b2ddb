package org.dsd4j.datasets.drawing;

/**
 * The largest disturbances of a {@link Camera}. How much of each a picture gets is random.
 *
 * @param light largest shift of brightness and of each colour channel, in [0, 0.5] of their range
 * @param blur largest weight of a pixel's neighbours, in [0, 1]
 * @param noise largest standard deviation of the noise of each value, in [0, 0.5] of their range
 */
public record Lens(double light, double blur, double noise) {

  /**
   * Checks each range.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public Lens {
    Ranges.require("light", light, 0, 0.5);
    Ranges.require("blur", blur, 0, 1);
    Ranges.require("noise", noise, 0, 0.5);
  }
}
