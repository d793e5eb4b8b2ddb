package org.dsd4j.datasets.scenes;

import java.util.List;

/** What objects lie on: dark colours that no object has. */
enum Background {
  BLACK(0.04, 0.04, 0.04),
  GREY(0.27, 0.27, 0.27),
  BROWN(0.26, 0.16, 0.08),
  NAVY(0.06, 0.1, 0.25);

  static final List<Background> ALL = List.of(values());

  private final double red;
  private final double green;
  private final double blue;

  Background(double red, double green, double blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  double[] rgb() {
    return new double[] {red, green, blue};
  }
}
