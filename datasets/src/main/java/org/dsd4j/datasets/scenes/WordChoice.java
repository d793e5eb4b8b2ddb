package org.dsd4j.datasets.scenes;

import java.util.List;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Texture;

/** Chooses words at random; a common word is repeated in its list. */
final class WordChoice {

  private static final List<String> CENTRE =
      List.of("in the middle", "in the middle", "in the centre", "at the centre of the picture");

  private final SeededRandom random;

  WordChoice(SeededRandom random) {
    this.random = random;
  }

  String shape(Shape shape) {
    return random.oneOf(
        switch (shape) {
          case DISC -> List.of("disc", "circle", "circle", "ball");
          case SQUARE -> List.of("square", "square", "square", "box", "block");
          case TRIANGLE -> List.of("triangle", "triangle", "triangle", "pyramid");
          case CROSS -> List.of("cross", "cross", "cross", "plus sign");
          case HOURGLASS -> List.of("hourglass", "hourglass", "bow tie");
        });
  }

  /** Used before the colour. */
  String texture(Texture texture) {
    return random.oneOf(
        switch (texture) {
          case PLAIN -> List.of("plain", "solid");
          case STRIPED -> List.of("striped", "striped", "banded");
          case CHECKED -> List.of("checked", "chequered");
          case DOTTED -> List.of("dotted", "spotted", "speckled");
          case RINGED -> List.of("ringed", "patterned");
        });
  }

  /** Used after the shape. */
  String pattern(Texture texture) {
    return random.oneOf(
        switch (texture) {
          case PLAIN -> List.of("without a pattern");
          case STRIPED -> List.of("with stripes", "with stripes", "with bands");
          case CHECKED -> List.of("with checks", "with a chess board on it");
          case DOTTED -> List.of("with dots", "with spots");
          case RINGED -> List.of("with rings", "with curved stripes");
        });
  }

  String size(boolean large) {
    return random.oneOf(
        large
            ? List.of("large", "large", "big", "big", "huge")
            : List.of("small", "small", "little", "tiny"));
  }

  String colour(Colour colour) {
    return random.oneOf(
        switch (colour) {
          case RED -> List.of("red", "red", "red", "crimson");
          case ORANGE -> List.of("orange");
          case YELLOW -> List.of("yellow", "yellow", "yellow", "golden");
          case GREEN -> List.of("green");
          case BLUE -> List.of("blue", "blue", "blue", "azure");
          case PURPLE -> List.of("purple", "purple", "purple", "violet");
          case WHITE -> List.of("white");
          case TURQUOISE -> List.of("turquoise", "turquoise", "turquoise", "cyan");
        });
  }

  String ground(Background ground) {
    String name =
        random.oneOf(
            switch (ground) {
              case BLACK -> List.of("a black", "a black", "a dark");
              case GREY -> List.of("a grey", "a grey", "a gray");
              case BROWN -> List.of("a brown");
              case NAVY -> List.of("a navy", "a bluish");
            });
    return random.oneOf(
        List.of(
            "on " + name + " background",
            "on " + name + " background",
            "against " + name + " background",
            "on " + name + " ground",
            "on " + name + " surface"));
  }

  /** The place of an object in the picture. */
  String place(SceneObject object) {
    if (object.row() == 1 && object.column() == 1) {
      return random.oneOf(CENTRE);
    }
    if (object.row() == 1) {
      return beside(object.column() == 0 ? "left" : "right");
    }
    if (object.column() == 1) {
      return object.row() == 0 ? edge("top") : edge("bottom");
    }
    String side = object.column() == 0 ? "left" : "right";
    String height =
        object.row() == 0
            ? random.oneOf(List.of("top", "top", "upper"))
            : random.oneOf(List.of("bottom", "bottom", "lower"));
    return random
        .oneOf(
            List.of("in the %s %s corner", "in the %s %s corner", "at the %s %s", "in the %s %s"))
        .formatted(height, side);
  }

  private String beside(String side) {
    return random
        .oneOf(List.of("on the %s", "on the %s side", "on the %s side", "near the %s edge"))
        .formatted(side);
  }

  private String edge(String end) {
    return random
        .oneOf(List.of("at the %s", "at the %s", "near the %s edge", "at the %s in the middle"))
        .formatted(end);
  }

  /** The position of the first object relative to the second; used between them. */
  String relation(SceneObject first, SceneObject second) {
    int right = first.column() - second.column();
    int down = first.row() - second.row();
    if (Math.abs(right) + Math.abs(down) == 1 && random.unit() < 0.2) {
      return random.oneOf(List.of("next to", "next to", "beside", "close to"));
    }
    boolean sideways = right != 0 && (down == 0 || random.unit() < 0.4);
    if (sideways) {
      return random
          .oneOf(List.of("to the %s of", "to the %s of", "%s of"))
          .formatted(right < 0 ? "left" : "right");
    }
    return random.oneOf(
        down < 0
            ? List.of("above", "above", "over")
            : List.of("below", "below", "under", "beneath"));
  }

  /** The position of the second object relative to the first; used after the second. */
  String relationToIt(SceneObject first, SceneObject second) {
    int right = second.column() - first.column();
    if (right != 0) {
      return right < 0 ? "to its left" : "to its right";
    }
    return second.row() < first.row() ? "above it" : "below it";
  }
}
