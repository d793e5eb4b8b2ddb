package org.dsd4j.datasets.scenes;

import java.util.ArrayList;
import java.util.List;
import org.dsd4j.datasets.drawing.Painting;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Sprite;
import org.dsd4j.datasets.drawing.Sprite.Draw;
import org.dsd4j.datasets.drawing.SpriteVariation;
import org.dsd4j.datasets.drawing.Texture;
import org.dsd4j.datasets.scenes.ScenesWithCaptions.Settings;

/** A scene as it is painted: its facts, and random values for all that they leave open. */
final class Canvas implements Painting {

  // Centres of the cells' rows and columns. The outer ones lie a little inwards: a large shape is
  // wider than a third of the side, and must be completely visible.
  private static final double FIRST = 0.2;
  private static final double STEP = 0.3;
  // The large ones have nearly three times the area, which even a mean over the cell shows.
  private static final double LARGE = 0.2;
  private static final double SMALL = 0.12;
  private static final double SPECK = 0.035;
  private static final SpriteVariation VARIATION = new SpriteVariation(0.04, 0.15, 0.11, 0);

  private final double[] ground;
  private final List<Sprite> topToBottom = new ArrayList<>();

  Canvas(SceneFacts facts, Settings settings, SeededRandom random) {
    Draw draw = new Draw(random, VARIATION);
    ground = facts.ground().rgb();
    for (SceneObject object : facts.objects()) {
      topToBottom.add(sprite(object, settings.wander(), draw));
    }
    int specks = random.below(settings.clutter() + 1);
    for (int i = 0; i < specks; i++) {
      double[] place = {random.unit(), random.unit()};
      topToBottom.add(new Sprite(Shape.DISC, Texture.PLAIN, place, SPECK, random.colour(), draw));
    }
  }

  private static Sprite sprite(SceneObject object, double wander, Draw draw) {
    SeededRandom random = draw.random();
    double[] place = {
      FIRST + STEP * object.column() + random.between(-wander, wander),
      FIRST + STEP * object.row() + random.between(-wander, wander)
    };
    double radius = (object.large() ? LARGE : SMALL) * random.between(0.9, 1.1);
    Colour colour = object.colour();
    return new Sprite(object.shape(), object.texture(), place, radius, colour.rgb(), draw)
        .withSecond(colour.shade());
  }

  @Override
  public void addColour(double px, double py, double[] sum) {
    double[] colour = ground;
    for (Sprite sprite : topToBottom) {
      if (sprite.covers(px, py)) {
        colour = sprite.colour(px, py);
        break;
      }
    }
    for (int channel = 0; channel < sum.length; channel++) {
      sum[channel] += colour[channel];
    }
  }
}
