package org.dsd4j.datasets.scenes;

import java.util.List;

/**
 * Colours of objects: near corners of the cube and brighter than any ground, so that weighted sums
 * of pixels distinguish them and show where an object is, whatever its colour.
 */
enum Colour {
  RED(0.92, 0.08, 0.1),
  ORANGE(1, 0.5, 0),
  YELLOW(1, 0.95, 0.1),
  GREEN(0.1, 0.8, 0.15),
  BLUE(0.15, 0.3, 1),
  PURPLE(0.8, 0.15, 0.95),
  WHITE(1, 1, 1),
  TURQUOISE(0.05, 0.9, 0.9);

  static final List<Colour> ALL = List.of(values());

  private static final double SHADE = 0.6;

  private final double red;
  private final double green;
  private final double blue;

  Colour(double red, double green, double blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  double[] rgb() {
    return new double[] {red, green, blue};
  }

  /** The second colour of a texture: a shade of the first, so that an object has one colour. */
  double[] shade() {
    return new double[] {SHADE * red, SHADE * green, SHADE * blue};
  }
}
