package org.dsd4j.datasets.scenes;

import java.util.List;

/** What things lie on: dark colours that no thing has. */
enum Ground {
  BLACK(0.04, 0.04, 0.04),
  GREY(0.27, 0.27, 0.27),
  BROWN(0.26, 0.16, 0.08),
  NAVY(0.06, 0.1, 0.25);

  static final List<Ground> ALL = List.of(values());

  private final double red;
  private final double green;
  private final double blue;

  Ground(double red, double green, double blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  double[] rgb() {
    return new double[] {red, green, blue};
  }
}
