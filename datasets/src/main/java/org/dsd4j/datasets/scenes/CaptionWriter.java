package org.dsd4j.datasets.scenes;

import java.util.List;
import java.util.stream.Collectors;
import org.dsd4j.datasets.drawing.Dice;
import org.dsd4j.datasets.drawing.Texture;

/**
 * One of the people who write a caption: some tell sizes, some places, some textures, some the
 * ground, some only what catches the eye, each in words of their own.
 */
final class Witness {

  private final Dice dice;
  private final Words words;
  private final boolean tellsSize;
  private final boolean tellsTexture;
  private final boolean tellsPlace;
  private final boolean tellsGround;

  Witness(Dice dice) {
    this.dice = dice;
    words = new Words(dice);
    tellsSize = dice.unit() < 0.4;
    tellsTexture = dice.unit() < 0.25;
    tellsPlace = dice.unit() < 0.6;
    tellsGround = dice.unit() < 0.25;
  }

  String sentence(Facts facts) {
    List<Thing> things = facts.things();
    String told =
        switch (things.size()) {
          case 1 -> one(things.get(0));
          case 2 -> two(things.get(0), things.get(1));
          default -> three(things);
        };
    return tellsGround ? told + " " + words.ground(facts.ground()) : told;
  }

  private String one(Thing thing) {
    String name = name(thing);
    String where = tellsPlace ? " " + words.place(thing) : "";
    return switch (dice.below(10)) {
      case 0, 1 -> "there is " + name + where;
      case 2 -> words.place(thing) + " is " + name;
      case 3 -> "the picture shows " + name + where;
      case 4 ->
          name + " " + dice.oneOf(List.of("sits", "lies", "floats")) + " " + words.place(thing);
      case 5 -> "a single " + words.colour(thing.colour()) + " shape" + where;
      default -> name + where;
    };
  }

  private String two(Thing first, Thing second) {
    return switch (dice.below(12)) {
      case 0 -> "there is " + related(first, second);
      case 1 -> related(second, first);
      case 2, 3 -> name(first) + " and " + name(second);
      case 4 -> placed(first) + " and " + placed(second);
      case 5 -> name(first) + " with " + name(second) + " " + words.relationToIt(first, second);
      case 6 -> both(first, second) + ", one " + colour(first) + " and one " + colour(second);
      case 7 -> "%s is %s %s".formatted(name(first), words.relation(first, second), name(second));
      default -> related(first, second);
    };
  }

  private String three(List<Thing> things) {
    Thing first = things.get(0);
    Thing second = things.get(1);
    Thing third = things.get(2);
    return switch (dice.below(10)) {
      case 0 ->
          "three shapes, "
              + things.stream()
                  .map(thing -> "one " + colour(thing))
                  .collect(Collectors.joining(", "));
      case 1 -> placed(first) + " and two other shapes";
      case 2, 3 -> related(first, second) + " and " + name(third);
      case 4 -> "there are three shapes with " + placed(first);
      case 5 -> related(first, second) + " with another " + words.shape(third.shape()) + " nearby";
      default -> "%s, %s and %s".formatted(name(first), name(second), name(third));
    };
  }

  private String related(Thing first, Thing second) {
    return "%s %s %s".formatted(name(first), words.relation(first, second), name(second));
  }

  private String placed(Thing thing) {
    return name(thing) + " " + words.place(thing);
  }

  private String colour(Thing thing) {
    return words.colour(thing.colour());
  }

  private String both(Thing first, Thing second) {
    if (first.shape() != second.shape()) {
      return dice.oneOf(List.of("two shapes", "two shapes", "two things", "two objects"));
    }
    String name = first.shape().label();
    return "two " + name + (name.endsWith("s") ? "es" : "s");
  }

  /** Such as: a small striped red disc. */
  private String name(Thing thing) {
    StringBuilder name = new StringBuilder();
    if (tellsSize) {
      name.append(words.size(thing.large())).append(' ');
    }
    boolean textured = thing.texture() != Texture.PLAIN;
    // Few people remark that there is no pattern.
    boolean told = tellsTexture && (textured || dice.unit() < 0.3);
    boolean behind = told && textured && dice.unit() < 0.3;
    if (told && !behind) {
      name.append(words.texture(thing.texture())).append(' ');
    }
    name.append(colour(thing)).append(' ');
    name.append(dice.unit() < 0.07 ? "shape" : words.shape(thing.shape()));
    if (behind) {
      name.append(' ').append(words.pattern(thing.texture()));
    }
    return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }
}
