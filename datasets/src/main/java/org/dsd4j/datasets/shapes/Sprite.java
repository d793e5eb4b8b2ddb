package org.dsd4j.datasets.shapes;

/** One textured shape at its place in a picture of side 1. */
final class Sprite {

  private final Shape shape;
  private final Texture texture;
  private final double x;
  private final double y;
  // Rows of the matrix from the picture to the shape's own plane, and to that of its texture.
  private final double[] toShape;
  private final double[] toTexture;
  private final double phaseS;
  private final double phaseT;
  private final double[] first;
  private final double[] second;

  Sprite(Shape shape, Texture texture, double[] place, double radius, double[] colour, Draw draw) {
    Dice dice = draw.dice();
    this.shape = shape;
    this.texture = texture;
    x = place[0];
    y = place[1];
    double stretch = 1 + dice.between(0, draw.difficulty().stretch());
    toShape = turned(draw, 1 / (radius * stretch), stretch / radius);
    double period = draw.difficulty().period() * dice.between(0.75, 1.25);
    toTexture = turned(draw, 1 / period, 1 / period);
    phaseS = dice.between(-0.5, 0.5);
    phaseT = dice.between(-0.5, 0.5);
    first = colour;
    second = dice.colourAwayFrom(colour, draw.difficulty().contrast());
  }

  /** What sprites of one picture have in common. */
  record Draw(Dice dice, Difficulty difficulty) {}

  private static double[] turned(Draw draw, double scaleU, double scaleV) {
    double turn = draw.difficulty().turn();
    double angle = 2 * Math.PI * draw.dice().between(-turn, turn);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new double[] {cos * scaleU, sin * scaleU, -sin * scaleV, cos * scaleV};
  }

  boolean covers(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    return shape.covers(toShape[0] * dx + toShape[1] * dy, toShape[2] * dx + toShape[3] * dy);
  }

  /** Colour at a point that the sprite covers; not to be changed. */
  double[] colour(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    double s = toTexture[0] * dx + toTexture[1] * dy + phaseS;
    double t = toTexture[2] * dx + toTexture[3] * dy + phaseT;
    return texture.second(s, t) ? second : first;
  }
}
