package org.dsd4j.datasets.drawing;

/** What a {@link Camera} looks at: a colour at each point of a square of side 1, y downwards. */
@FunctionalInterface
public interface Painting {
  /**
   * Adds the colour at a point.
   *
   * @param px from the left, in [0, 1]
   * @param py from the top, in [0, 1]
   * @param sum red, green and blue, each from 0 to about 1, are added to its three values
   */
  void addColour(double px, double py, double[] sum);
}
