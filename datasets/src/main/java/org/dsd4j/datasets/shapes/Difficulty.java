package org.dsd4j.datasets.shapes;

import static org.dsd4j.datasets.drawing.Ranges.require;

import org.dsd4j.datasets.drawing.Lens;
import org.dsd4j.datasets.drawing.SpriteVariation;

/**
 * How much pictures of one class differ. Lengths are shares of the side of the picture, colours run
 * from 0 to 1.
 *
 * @param smallest radius of the smallest main shape
 * @param largest radius of the largest main shape
 * @param wander how far the main shape may be from the centre, in each direction
 * @param turn largest rotation of a shape and, on its own, of its texture, as a share of a full
 *     turn: 0.5 for any angle
 * @param stretch how much longer than wide a shape may be: 0.2 for up to 20 %
 * @param period mean length of a texture's period; each picture differs by up to a quarter
 * @param contrast least distance between the two colours of a texture, and of shape and ground
 * @param clutter largest number of small shapes beside the main one, with textures of their own
 * @param occlusion share of pictures in which a bar covers part of the main shape
 * @param light largest shift of brightness and of each colour channel
 * @param blur largest weight of a pixel's neighbours
 * @param noise largest standard deviation of the noise of each value
 */
public record Difficulty(
    double smallest,
    double largest,
    double wander,
    double turn,
    double stretch,
    double period,
    double contrast,
    int clutter,
    double occlusion,
    double light,
    double blur,
    double noise) {

  /**
   * Checks each range.
   *
   * @throws IllegalArgumentException if a setting is out of its range
   */
  public Difficulty {
    require("smallest", smallest, 0.05, 0.5);
    require("largest", largest, smallest, 0.6);
    require("wander", wander, 0, 0.5);
    require("turn", turn, 0, 0.5);
    require("stretch", stretch, 0, 1);
    require("period", period, 0.02, 1);
    require("contrast", contrast, 0, 0.8);
    require("clutter", clutter, 0, 20);
    require("occlusion", occlusion, 0, 1);
    require("light", light, 0, 0.5);
    require("blur", blur, 0, 1);
    require("noise", noise, 0, 0.5);
  }

  /**
   * The settings as calibrated with the defaults of {@link ShapeScenes.Settings}.
   *
   * @return the default
   */
  public static Difficulty calibrated() {
    return new Difficulty(0.35, 0.44, 0.07, 0.03, 0.2, 0.22, 0.45, 3, 0.4, 0.12, 0.3, 0.06);
  }

  /**
   * Returns settings between these and pictures that differ by colour and size alone: everything
   * that disturbs shrinks by the same share, and the contrast grows.
   *
   * @param share how much easier, in [0, 1]; 0 changes nothing
   * @return the easier settings
   */
  public Difficulty easier(double share) {
    require("share", share, 0, 1);
    double left = 1 - share;
    return new Difficulty(
        smallest,
        largest,
        wander * left,
        turn * left,
        stretch * left,
        period,
        contrast + (0.8 - contrast) * 0.5 * share,
        (int) Math.round(clutter * left),
        occlusion * left,
        light * left,
        blur * left,
        noise * left);
  }

  Lens lens() {
    return new Lens(light, blur, noise);
  }

  SpriteVariation variation() {
    return new SpriteVariation(turn, stretch, period, contrast);
  }
}
