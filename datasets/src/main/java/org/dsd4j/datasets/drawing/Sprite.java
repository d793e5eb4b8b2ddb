package org.dsd4j.datasets.drawing;

/** One textured shape at its place in a picture of side 1. */
public final class Sprite {

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

  /**
   * Places a shape; its angle, texture and second colour are drawn.
   *
   * @param shape its outline
   * @param texture what covers it
   * @param place x and y of its centre, in [0, 1]
   * @param radius half of its width, about, as a share of the picture's side
   * @param colour its first colour: red, green, blue; kept, not copied
   * @param draw what sprites of one picture have in common
   */
  public Sprite(
      Shape shape, Texture texture, double[] place, double radius, double[] colour, Draw draw) {
    SeededRandom random = draw.random();
    this.shape = shape;
    this.texture = texture;
    x = place[0];
    y = place[1];
    double stretch = 1 + random.between(0, draw.variation().stretch());
    toShape = turned(draw, 1 / (radius * stretch), stretch / radius);
    double period = draw.variation().period() * random.between(0.75, 1.25);
    toTexture = turned(draw, 1 / period, 1 / period);
    phaseS = random.between(-0.5, 0.5);
    phaseT = random.between(-0.5, 0.5);
    first = colour;
    second = random.colourAwayFrom(colour, draw.variation().contrast());
  }

  private Sprite(Sprite other, double[] newSecond) {
    shape = other.shape;
    texture = other.texture;
    x = other.x;
    y = other.y;
    toShape = other.toShape;
    toTexture = other.toTexture;
    phaseS = other.phaseS;
    phaseT = other.phaseT;
    first = other.first;
    second = newSecond;
  }

  /**
   * The same with a second colour of the caller's choice.
   *
   * @param colour red, green, blue; kept, not copied
   * @return a copy
   */
  public Sprite withSecond(double[] colour) {
    return new Sprite(this, colour);
  }

  /**
   * What sprites of one picture have in common.
   *
   * @param random the random numbers of this picture
   * @param variation how much they differ
   */
  public record Draw(SeededRandom random, SpriteVariation variation) {}

  private static double[] turned(Draw draw, double scaleU, double scaleV) {
    double turn = draw.variation().turn();
    double angle = 2 * Math.PI * draw.random().between(-turn, turn);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return new double[] {cos * scaleU, sin * scaleU, -sin * scaleV, cos * scaleV};
  }

  /**
   * Whether a point of the picture lies on the sprite.
   *
   * @param px from the left, in [0, 1]
   * @param py from the top, in [0, 1]
   * @return whether it does
   */
  public boolean covers(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    return shape.covers(toShape[0] * dx + toShape[1] * dy, toShape[2] * dx + toShape[3] * dy);
  }

  /**
   * Colour at a point that the sprite covers.
   *
   * @param px from the left, in [0, 1]
   * @param py from the top, in [0, 1]
   * @return red, green, blue; not to be changed
   */
  public double[] colour(double px, double py) {
    double dx = px - x;
    double dy = py - y;
    double s = toTexture[0] * dx + toTexture[1] * dy + phaseS;
    double t = toTexture[2] * dx + toTexture[3] * dy + phaseT;
    return texture.second(s, t) ? second : first;
  }
}
