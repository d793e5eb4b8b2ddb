package org.dsd4j.datasets.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.dsd4j.datasets.BrokenExampleException;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Texture;
import org.dsd4j.datasets.shapes.ShapeScenes.Settings;
import org.junit.jupiter.api.Test;

class ShapeScenesTest {

  private static final Settings SMALL = Settings.calibrated().withCounts(100, 50, 70);

  private static String checksum(ImageCorpus corpus) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ImageDataset split : splits(corpus)) {
        for (int i = 0; i < split.size(); i++) {
          digest.update(split.pixels(i));
          digest.update((byte) split.label(i));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException | BrokenExampleException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static List<ImageDataset> splits(ImageCorpus corpus) {
    return List.of(corpus.train(), corpus.validation(), corpus.test());
  }

  @Test
  void oneSeedGivesTheSameBytesOnEveryMachine() {
    assertEquals(
        "ed2507863a123c5188a3639786b272512391ca6d9bc5d101c3fdac7e22c8dd19",
        checksum(ShapeScenes.corpus(SMALL, 1)),
        "the pictures changed: results of earlier runs no longer compare; renew this on purpose");
    assertNotEquals(checksum(ShapeScenes.corpus(SMALL, 1)), checksum(ShapeScenes.corpus(SMALL, 2)));
  }

  @Test
  void moreExamplesKeepTheFirstOnes() throws BrokenExampleException {
    ImageDataset few = ShapeScenes.corpus(SMALL.withCounts(10, 0, 0), 1).train();
    ImageDataset more = ShapeScenes.corpus(SMALL.withCounts(20, 0, 0), 1).train();
    for (int i = 0; i < few.size(); i++) {
      assertTrue(Arrays.equals(few.pixels(i), more.pixels(i)));
    }
  }

  @Test
  void splitsAreBalancedAndShareNoPicture() throws BrokenExampleException {
    ImageCorpus corpus = ShapeScenes.corpus(SMALL, 3);
    Set<String> pictures = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (ImageDataset split : splits(corpus)) {
      int[] counts = new int[10];
      for (int i = 0; i < split.size(); i++) {
        counts[split.label(i)]++;
        pictures.add(new String(split.pixels(i), StandardCharsets.ISO_8859_1));
        names.add(split.name(i));
      }
      for (int count : counts) {
        assertEquals(split.size() / 10, count);
      }
    }
    assertEquals(220, pictures.size());
    assertEquals(220, names.size());
  }

  @Test
  void eachShapeAndEachTextureBelongsToTwoOfTenClasses() {
    List<String> classes = ShapeScenes.corpus(SMALL, 1).train().classNames();
    assertEquals(10, Set.copyOf(classes).size());
    for (Shape shape : Shape.ALL) {
      assertEquals(2, classes.stream().filter(name -> name.endsWith(shape.label())).count());
    }
    for (Texture texture : Texture.ALL) {
      assertEquals(2, classes.stream().filter(name -> name.startsWith(texture.label())).count());
    }
  }

  @Test
  void allTwentyFiveClassesAreDifferent() {
    Settings all = new Settings(16, 25, 25, 0, 0, Difficulty.calibrated());
    List<String> classes = ShapeScenes.corpus(all, 1).train().classNames();
    assertEquals(25, Set.copyOf(classes).size());
  }

  @Test
  void shapesHaveAboutTheSameArea() {
    for (Shape shape : Shape.ALL) {
      int inside = 0;
      for (double u = -1.995; u < 2; u += 0.01) {
        for (double v = -1.995; v < 2; v += 0.01) {
          inside += shape.covers(u, v) ? 1 : 0;
        }
      }
      assertEquals(2.2, inside / 10_000.0, 0.11, shape.label());
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    Difficulty good = Difficulty.calibrated();
    assertEquals(
        "train must be a multiple of the 10 classes, so that they are balanced, but was 1003",
        assertThrows(IllegalArgumentException.class, () -> SMALL.withCounts(1003, 10, 10))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> SMALL.withSide(7));
    assertThrows(IllegalArgumentException.class, () -> new Settings(24, 26, 0, 0, 0, good));
    assertThrows(IllegalArgumentException.class, () -> new Settings(24, 1, 0, 0, 0, good));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Difficulty(0.3, 0.2, 0, 0, 0, 0.2, 0.5, 0, 0, 0, 0, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Difficulty(0.3, 0.4, 0, 0, 0, 0.2, 0.5, 0, 0, 0, 0, Double.NaN));
  }
}
