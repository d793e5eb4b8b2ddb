package org.dsd4j.datasets.scenes;

import java.util.List;

/** Colours of things: far apart, so that a weighted sum of pixels tells them from each other. */
enum Colour {
  RED(0.86, 0.08, 0.1),
  ORANGE(0.96, 0.52, 0.08),
  YELLOW(0.96, 0.9, 0.16),
  GREEN(0.1, 0.64, 0.16),
  BLUE(0.1, 0.2, 0.86),
  PURPLE(0.56, 0.12, 0.7),
  WHITE(0.98, 0.98, 0.98),
  BLACK(0.04, 0.04, 0.04);

  static final List<Colour> ALL = List.of(values());

  private static final double SHARE_OF_SHADE = 0.45;

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

  /** The second colour of a texture: a shade of the first, so that a thing has one colour. */
  double[] shade() {
    double towards = red + green + blue > 1.5 ? 0 : 1;
    double[] shade = rgb();
    for (int channel = 0; channel < shade.length; channel++) {
      shade[channel] += SHARE_OF_SHADE * (towards - shade[channel]);
    }
    return shade;
  }
}
