package org.dsd4j.datasets.drawing;

/**
 * How much sprites of the same shape and texture differ.
 *
 * @param turn largest rotation of a shape and, on its own, of its texture, as a share of a full
 *     turn, in [0, 0.5]: 0.5 for any angle
 * @param stretch how much longer than wide a shape may be, in [0, 1]: 0.2 for up to 20 %
 * @param period mean length of a texture's period as a share of the picture's side, in [0.02, 1];
 *     each sprite differs by up to a quarter
 * @param contrast least distance between the two colours of a texture, in [0, 0.8]
 */
public record SpriteVariation(double turn, double stretch, double period, double contrast) {

  /**
   * Checks each range.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SpriteVariation {
    Ranges.require("turn", turn, 0, 0.5);
    Ranges.require("stretch", stretch, 0, 1);
    Ranges.require("period", period, 0.02, 1);
    Ranges.require("contrast", contrast, 0, 0.8);
  }
}
