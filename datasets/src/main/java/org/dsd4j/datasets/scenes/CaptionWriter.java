package org.dsd4j.datasets.scenes;

import java.util.List;
import java.util.stream.Collectors;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.drawing.Texture;

/**
 * Writes the caption of one annotator. Annotators differ: some mention sizes, some places, some
 * textures, some the background, some only the most prominent object, each in other words.
 */
final class CaptionWriter {

  private final SeededRandom random;
  private final WordChoice words;
  private final boolean mentionsSize;
  private final boolean mentionsTexture;
  private final boolean mentionsPlace;
  private final boolean mentionsGround;

  CaptionWriter(SeededRandom random) {
    this.random = random;
    words = new WordChoice(random);
    mentionsSize = random.unit() < 0.4;
    mentionsTexture = random.unit() < 0.25;
    mentionsPlace = random.unit() < 0.6;
    mentionsGround = random.unit() < 0.25;
  }

  String sentence(SceneFacts facts) {
    List<SceneObject> objects = facts.objects();
    String objectWords =
        switch (objects.size()) {
          case 1 -> one(objects.get(0));
          case 2 -> two(objects.get(0), objects.get(1));
          default -> three(objects);
        };
    return mentionsGround ? objectWords + " " + words.ground(facts.ground()) : objectWords;
  }

  private String one(SceneObject object) {
    String name = name(object);
    String where = mentionsPlace ? " " + words.place(object) : "";
    return switch (random.below(10)) {
      case 0, 1 -> "there is " + name + where;
      case 2 -> words.place(object) + " is " + name;
      case 3 -> "the picture shows " + name + where;
      case 4 ->
          name + " " + random.oneOf(List.of("sits", "lies", "floats")) + " " + words.place(object);
      case 5 -> "a single " + words.colour(object.colour()) + " shape" + where;
      default -> name + where;
    };
  }

  private String two(SceneObject first, SceneObject second) {
    return switch (random.below(12)) {
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

  private String three(List<SceneObject> objects) {
    SceneObject first = objects.get(0);
    SceneObject second = objects.get(1);
    SceneObject third = objects.get(2);
    return switch (random.below(10)) {
      case 0 ->
          "three shapes, "
              + objects.stream()
                  .map(object -> "one " + colour(object))
                  .collect(Collectors.joining(", "));
      case 1 -> placed(first) + " and two other shapes";
      case 2, 3 -> related(first, second) + " and " + name(third);
      case 4 -> "there are three shapes with " + placed(first);
      case 5 -> related(first, second) + " with another " + words.shape(third.shape()) + " nearby";
      default -> "%s, %s and %s".formatted(name(first), name(second), name(third));
    };
  }

  private String related(SceneObject first, SceneObject second) {
    return "%s %s %s".formatted(name(first), words.relation(first, second), name(second));
  }

  private String placed(SceneObject object) {
    return name(object) + " " + words.place(object);
  }

  private String colour(SceneObject object) {
    return words.colour(object.colour());
  }

  private String both(SceneObject first, SceneObject second) {
    if (first.shape() != second.shape()) {
      return random.oneOf(List.of("two shapes", "two shapes", "two things", "two objects"));
    }
    String name = first.shape().label();
    return "two " + name + (name.endsWith("s") ? "es" : "s");
  }

  /** Such as: a small striped red disc. */
  private String name(SceneObject object) {
    StringBuilder name = new StringBuilder();
    if (mentionsSize) {
      name.append(words.size(object.large())).append(' ');
    }
    boolean textured = object.texture() != Texture.PLAIN;
    // Few annotators mention that there is no pattern.
    boolean mentioned = mentionsTexture && (textured || random.unit() < 0.3);
    boolean behind = mentioned && textured && random.unit() < 0.3;
    if (mentioned && !behind) {
      name.append(words.texture(object.texture())).append(' ');
    }
    name.append(colour(object)).append(' ');
    name.append(random.unit() < 0.07 ? "shape" : words.shape(object.shape()));
    if (behind) {
      name.append(' ').append(words.pattern(object.texture()));
    }
    return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
  }
}
