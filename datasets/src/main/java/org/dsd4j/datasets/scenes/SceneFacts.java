package org.dsd4j.datasets.scenes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsd4j.datasets.drawing.Dice;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Texture;

/**
 * What there is to say about a scene.
 *
 * @param ground what the things lie on
 * @param things one to three, each in a cell of its own, in the order in which they catch the eye:
 *     large before small, then in the order of reading
 */
record Facts(Ground ground, List<Thing> things) {

  static final int CELLS_PER_SIDE = 3;

  private static final Comparator<Thing> CATCHES_THE_EYE =
      Comparator.comparing(Thing::large)
          .reversed()
          .thenComparingInt(Thing::row)
          .thenComparingInt(Thing::column);

  Facts {
    things = things.stream().sorted(CATCHES_THE_EYE).toList();
  }

  static Facts draw(Dice dice, int mostThings) {
    Ground ground = dice.oneOf(Ground.ALL);
    int count = Math.min(mostThings, count(dice.unit()));
    List<Colour> colours = new ArrayList<>(Colour.ALL);
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < CELLS_PER_SIDE * CELLS_PER_SIDE; cell++) {
      cells.add(cell);
    }
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Shape shape = dice.oneOf(Shape.ALL);
      Texture texture = dice.unit() < 0.5 ? Texture.PLAIN : dice.oneOf(Texture.ALL);
      Colour colour = colours.remove(dice.below(colours.size()));
      int cell = cells.remove(dice.below(cells.size()));
      // Of several things one is large: it catches the eye, so people begin with the same one.
      boolean large = count == 1 ? dice.unit() < 0.5 : i == 0;
      things.add(
          new Thing(shape, texture, colour, large, cell / CELLS_PER_SIDE, cell % CELLS_PER_SIDE));
    }
    return new Facts(ground, things);
  }

  /** Two things are the most usual: they have a relation, and a short sentence tells it. */
  private static int count(double unit) {
    if (unit < 0.45) {
      return 1;
    }
    return unit < 0.9 ? 2 : 3;
  }
}
