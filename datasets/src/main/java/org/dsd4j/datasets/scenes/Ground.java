package org.dsd4j.datasets.scenes;

import java.util.List;

/** What things lie on: pale colours that no thing has. */
enum Ground {
  GREY(0.5, 0.5, 0.5),
  SAND(0.78, 0.68, 0.48),
  SEA(0.36, 0.6, 0.62),
  ROSE(0.92, 0.7, 0.74);

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
