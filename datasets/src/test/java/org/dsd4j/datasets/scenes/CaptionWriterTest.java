package org.dsd4j.datasets.scenes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.caption.Tokens;
import org.dsd4j.datasets.drawing.Camera;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Texture;
import org.dsd4j.datasets.scenes.ScenesWithCaptions.Settings;
import org.junit.jupiter.api.Test;

/** Captions differ, but none is wrong. */
class CaptionWriterTest {

  private static final int SENTENCES = 2000;

  private static Set<String> usualColours(List<String> words) {
    Set<String> said = new HashSet<>(words);
    said.retainAll(Colour.ALL.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList());
    return said;
  }

  @Test
  void namesNoColourThatIsNotThere() {
    for (int seed = 0; seed < SENTENCES; seed++) {
      SceneFacts facts = SceneFacts.draw(new SeededRandom(seed), 3);
      List<String> words =
          Tokens.of(new CaptionWriter(new SeededRandom(seed + 1L)).sentence(facts));
      List<String> there =
          facts.objects().stream().map(t -> t.colour().name().toLowerCase(Locale.ROOT)).toList();
      assertTrue(there.containsAll(usualColours(words)), words + " of " + facts);
    }
  }

  @Test
  void placesALonelyThingWhereItIs() {
    for (int seed = 0; seed < SENTENCES; seed++) {
      SceneFacts facts = SceneFacts.draw(new SeededRandom(seed), 1);
      SceneObject object = facts.objects().get(0);
      List<String> words =
          Tokens.of(new CaptionWriter(new SeededRandom(seed + 1L)).sentence(facts));
      assertOnlyIf(object.column() == 0, words, facts, "left");
      assertOnlyIf(object.column() == 2, words, facts, "right");
      assertOnlyIf(object.row() == 0, words, facts, "top", "upper");
      assertOnlyIf(object.row() == 2, words, facts, "bottom", "lower");
      assertOnlyIf(object.large(), words, facts, "large", "big", "huge");
      assertOnlyIf(!object.large(), words, facts, "small", "little", "tiny");
    }
  }

  private static void assertOnlyIf(
      boolean so, List<String> words, SceneFacts facts, String... said) {
    for (String word : said) {
      assertFalse(!so && words.contains(word), () -> words + " of " + facts);
    }
  }

  /** A red object left of a green one, or diagonally: only true relations may be mentioned. */
  @Test
  void relatesTwoThingsAsTheyStand() {
    Pattern relation =
        Pattern.compile(
            "(red|crimson) .*?(above|over|below|under|beneath|left|right) .*green|"
                + "green .*?(above|over|below|under|beneath|left|right) .*(red|crimson)");
    SceneObject red = new SceneObject(Shape.DISC, Texture.PLAIN, Colour.RED, true, 0, 0);
    SceneObject green = new SceneObject(Shape.CROSS, Texture.PLAIN, Colour.GREEN, false, 0, 2);
    SceneFacts facts = new SceneFacts(Background.GREY, List.of(green, red));
    assertEquals(red, facts.objects().get(0), "the large one catches the eye");
    int related = 0;
    for (int seed = 0; seed < SENTENCES; seed++) {
      String said =
          String.join(" ", Tokens.of(new CaptionWriter(new SeededRandom(seed)).sentence(facts)));
      if (said.contains(" of a ") && !said.contains(" and ")) {
        Matcher matcher = relation.matcher(said);
        assertTrue(matcher.find(), said);
        assertEquals(
            matcher.group(1) != null ? "left" : "right",
            matcher.group(1) != null ? matcher.group(2) : matcher.group(3),
            said);
        related++;
      }
      assertFalse(said.contains("above") || said.contains("below"), said);
      assertFalse(said.contains("to its left"), said);
    }
    assertTrue(related > SENTENCES / 4, related + " sentences relate the two");
  }

  @Test
  void theBrightestCellIsThatOfTheLargeThing() {
    Settings settings = Settings.calibrated();
    int side = settings.side();
    Camera camera = new Camera(ImageSize.rgb(side), settings.lens());
    int found = 0;
    for (int seed = 0; seed < 300; seed++) {
      SceneFacts facts = SceneFacts.draw(new SeededRandom(seed), 3);
      SeededRandom paint = new SeededRandom(seed + 1L);
      byte[] pixels = camera.photograph(new Canvas(facts, settings, paint), paint);
      SceneObject eye = facts.objects().get(0);
      found += brightestCell(pixels, side) == 3 * eye.row() + eye.column() ? 1 : 0;
    }
    assertTrue(found > 240, found + " of 300");
  }

  /** Sums each cell of a third of the side. */
  private static int brightestCell(byte[] pixels, int side) {
    long[] sums = new long[9];
    for (int i = 0; i < pixels.length; i++) {
      int x = i % side * 3 / side;
      int y = i / side % side * 3 / side;
      sums[3 * y + x] += pixels[i] & 0xff;
    }
    int best = 0;
    for (int cell = 1; cell < sums.length; cell++) {
      best = sums[cell] > sums[best] ? cell : best;
    }
    return best;
  }
}
