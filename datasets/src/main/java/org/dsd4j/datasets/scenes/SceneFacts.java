package org.dsd4j.datasets.scenes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Texture;

/**
 * What captions can say about a scene.
 *
 * @param ground what the objects lie on
 * @param objects one to three, each in a cell of its own, the most prominent first: large before
 *     small, then row by row
 */
record SceneFacts(Background ground, List<SceneObject> objects) {

  static final int CELLS_PER_SIDE = 3;

  private static final Comparator<SceneObject> MOST_PROMINENT_FIRST =
      Comparator.comparing(SceneObject::large)
          .reversed()
          .thenComparingInt(SceneObject::row)
          .thenComparingInt(SceneObject::column);

  SceneFacts {
    objects = objects.stream().sorted(MOST_PROMINENT_FIRST).toList();
  }

  static SceneFacts draw(SeededRandom random, int mostThings) {
    Background ground = random.oneOf(Background.ALL);
    int count = Math.min(mostThings, count(random.unit()));
    List<Colour> colours = new ArrayList<>(Colour.ALL);
    List<Integer> cells = new ArrayList<>();
    for (int cell = 0; cell < CELLS_PER_SIDE * CELLS_PER_SIDE; cell++) {
      cells.add(cell);
    }
    List<SceneObject> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Shape shape = random.oneOf(Shape.ALL);
      Texture texture = random.unit() < 0.5 ? Texture.PLAIN : random.oneOf(Texture.ALL);
      Colour colour = colours.remove(random.below(colours.size()));
      int cell = cells.remove(random.below(cells.size()));
      // Of several objects one is large: it is prominent, so most captions begin with the same one.
      boolean large = count == 1 ? random.unit() < 0.5 : i == 0;
      objects.add(
          new SceneObject(
              shape, texture, colour, large, cell / CELLS_PER_SIDE, cell % CELLS_PER_SIDE));
    }
    return new SceneFacts(ground, objects);
  }

  /** Rarely three objects: a short sentence can describe the relation of two. */
  private static int count(double unit) {
    if (unit < 0.45) {
      return 1;
    }
    return unit < 0.9 ? 2 : 3;
  }
}
