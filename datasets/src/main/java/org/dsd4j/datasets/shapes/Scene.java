package org.dsd4j.datasets.shapes;

import java.util.ArrayList;
import java.util.List;
import org.dsd4j.datasets.drawing.Painting;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Sprite;
import org.dsd4j.datasets.drawing.Sprite.Draw;
import org.dsd4j.datasets.drawing.Texture;

/**
 * The content of one picture: a ground, clutter, the main shape, and in some pictures a bar over
 * it.
 */
final class Scene implements Painting {

  private final double[] groundFrom;
  private final double[] groundTo;
  private final double slopeX;
  private final double slopeY;
  private final double shadeX;
  private final double shadeY;
  private final List<Sprite> topToBottom = new ArrayList<>();

  Scene(Shape shape, Texture texture, Difficulty difficulty, SeededRandom random) {
    Draw draw = new Draw(random, difficulty.variation());
    groundFrom = random.colour();
    groundTo = random.colour();
    double angle = random.between(0, 2 * Math.PI);
    slopeX = StrictMath.cos(angle) / 1.5;
    slopeY = StrictMath.sin(angle) / 1.5;
    shadeX = random.between(-0.4, 0.4);
    shadeY = random.between(-0.4, 0.4);

    double reach = difficulty.wander();
    double[] place = {0.5 + random.between(-reach, reach), 0.5 + random.between(-reach, reach)};
    double radius = random.between(difficulty.smallest(), difficulty.largest());
    if (random.unit() < difficulty.occlusion()) {
      topToBottom.add(bar(place, radius, draw));
    }
    double[] colour = random.colourAwayFrom(middleOfGround(), difficulty.contrast());
    topToBottom.add(new Sprite(shape, texture, place, radius, colour, draw));
    int clutter = random.below(difficulty.clutter() + 1);
    for (int i = 0; i < clutter; i++) {
      topToBottom.add(distractor(draw, difficulty.smallest()));
    }
  }

  /** A long thin rectangle that cuts a side off the main shape. */
  private static Sprite bar(double[] place, double radius, Draw draw) {
    SeededRandom random = draw.random();
    double angle = random.between(0, 2 * Math.PI);
    double distance = radius * random.between(0.4, 1);
    double[] centre = {
      place[0] + StrictMath.cos(angle) * distance, place[1] + StrictMath.sin(angle) * distance
    };
    Texture texture = random.oneOf(Texture.ALL);
    return new Sprite(
        Shape.SQUARE, texture, centre, random.between(0.1, 0.18), random.colour(), draw);
  }

  /** Any shape with any texture, smaller than the main shape and behind it. */
  private static Sprite distractor(Draw draw, double smallest) {
    SeededRandom random = draw.random();
    Shape shape = random.oneOf(Shape.ALL);
    Texture texture = random.oneOf(Texture.ALL);
    double[] place = {random.unit(), random.unit()};
    double radius = random.between(0.3, 0.7) * smallest;
    return new Sprite(shape, texture, place, radius, random.colour(), draw);
  }

  private double[] middleOfGround() {
    double[] middle = new double[groundFrom.length];
    for (int channel = 0; channel < middle.length; channel++) {
      middle[channel] = (groundFrom[channel] + groundTo[channel]) / 2;
    }
    return middle;
  }

  @Override
  public void addColour(double px, double py, double[] sum) {
    double shade = 1 + shadeX * (px - 0.5) + shadeY * (py - 0.5);
    for (Sprite sprite : topToBottom) {
      if (sprite.covers(px, py)) {
        double[] colour = sprite.colour(px, py);
        for (int channel = 0; channel < sum.length; channel++) {
          sum[channel] += colour[channel] * shade;
        }
        return;
      }
    }
    double share = 0.5 + slopeX * (px - 0.5) + slopeY * (py - 0.5);
    for (int channel = 0; channel < sum.length; channel++) {
      sum[channel] +=
          (groundFrom[channel] + share * (groundTo[channel] - groundFrom[channel])) * shade;
    }
  }
}
