package org.dsd4j.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedTypesTest {

  @Test
  void imageSizeMultipliesAndRefusesEmptyPictures() {
    assertEquals(3072, ImageSize.rgb(32).pixels());
    assertEquals("3x4x5", ImageFixtures.SIZE.toString());
    assertThrows(IllegalArgumentException.class, () -> new ImageSize(3, 0, 4));
    assertThrows(IllegalArgumentException.class, () -> new ImageSize(3, 1 << 16, 1 << 16));
  }

  @Test
  void memoryImagesRefusesWrongLabelsAndSizes() {
    byte[] pixels = new byte[ImageFixtures.SIZE.pixels()];
    var wrongLabel = List.of(new MemoryImages.Example("a", 1, pixels));
    var wrongSize = List.of(new MemoryImages.Example("a", 0, new byte[3]));
    List<String> names = List.of("only");
    assertThrows(
        IllegalArgumentException.class,
        () -> new MemoryImages(ImageFixtures.SIZE, names, wrongLabel));
    assertThrows(
        IllegalArgumentException.class,
        () -> new MemoryImages(ImageFixtures.SIZE, names, wrongSize));
  }

  @Test
  void aCorpusNeedsTheSameClassesAndSizes() {
    MemoryImages good = ImageFixtures.random(2);
    MemoryImages otherClasses = new MemoryImages(ImageFixtures.SIZE, List.of("x"), List.of());
    MemoryImages otherSize = new MemoryImages(ImageSize.rgb(9), good.classNames(), List.of());
    assertEquals(
        2, new ImageCorpus("id", "text", good, good, good, PassedOver.NOTHING).test().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ImageCorpus("id", "", good, good, otherClasses, PassedOver.NOTHING));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ImageCorpus("id", "", good, otherSize, good, PassedOver.NOTHING));
  }

  @Test
  void standardizationMeasuresEachChannel() {
    byte[] pixels = new byte[12];
    Arrays.fill(pixels, 4, 8, (byte) 255);
    pixels[8] = (byte) 255;
    pixels[9] = (byte) 255;
    ImageSize size = new ImageSize(3, 2, 2);
    var one = List.of(new MemoryImages.Example("a", 0, pixels));
    Standardization measured = Standardization.of(new MemoryImages(size, List.of("a"), one), 10);
    assertArrayEquals(new float[] {0, 1, 0.5f}, measured.mean(), 1e-6f);
    assertArrayEquals(new float[] {1f / 255, 1f / 255, 0.5f}, measured.deviation(), 1e-6f);
    measured.mean()[0] = 9;
    assertEquals(0, measured.mean()[0]);
  }

  @Test
  void standardizationPassesBrokenExamplesOver() {
    MemoryImages whole = ImageFixtures.random(3);
    MemoryImages first =
        new MemoryImages(
            ImageFixtures.SIZE,
            List.of("a"),
            List.of(new MemoryImages.Example("a", 0, whole.pixels(0))));
    Standardization expected = Standardization.of(first, 1);
    assertEquals(expected, Standardization.of(ImageFixtures.broken(whole, List.of(1, 2)), 3));
    ImageDataset none = ImageFixtures.broken(whole, List.of(0, 1, 2));
    assertThrows(DataException.class, () -> Standardization.of(none, 3));
  }

  @Test
  void imageNetIsStandardisedAsPublished() {
    assertArrayEquals(new float[] {0.485f, 0.456f, 0.406f}, Standardization.IMAGENET.mean());
    assertArrayEquals(new float[] {0.229f, 0.224f, 0.225f}, Standardization.IMAGENET.deviation());
  }

  @Test
  void standardizationRefusesWhatWouldDivideByZero() {
    float[] one = {1};
    assertThrows(IllegalArgumentException.class, () -> new Standardization(one, new float[] {0}));
    assertThrows(
        IllegalArgumentException.class, () -> new Standardization(one, new float[] {Float.NaN}));
    assertThrows(IllegalArgumentException.class, () -> new Standardization(one, new float[2]));
  }

  @Test
  void brokenExamplesToleratesAShareAndAtLeastOne() {
    BrokenExamples few = new BrokenExamples(10);
    few.add("a.jpg", new IllegalStateException("cut off"));
    few.add("a.jpg", new IllegalStateException("cut off"));
    assertEquals(1, few.count());
    DataException thrown =
        assertThrows(
            DataException.class, () -> few.add("b.jpg", new IllegalStateException("b is empty")));
    assertEquals(
        "2 of 10 examples cannot be read, more than the 1 that are tolerated: cut off, b is empty;"
            + " repair or remove them",
        thrown.getMessage());

    BrokenExamples many = new BrokenExamples(0.03, 100);
    for (String name : List.of("3", "1", "2")) {
      many.add(name, new IllegalStateException(name));
    }
    assertEquals(List.of("1", "2", "3"), many.names());
    assertThrows(DataException.class, () -> many.add("4", new IllegalStateException()));
  }

  @Test
  void oneTallyHasWhatWasLeftOutAndWhatCouldNotBeRead() {
    DataProblems problems = new DataProblems();
    ProblemSample other = new ProblemSample();
    other.add("a.webp");
    other.add("b.webp");
    problems.addTolerated(other, 400, "train: 2 files are WEBP (%s)".formatted(other));
    problems.throwIfFatal(398);
    PassedOver opened = problems.passedOver();
    assertEquals(new PassedOver(2, List.of("train: 2 files are WEBP (a.webp, b.webp)")), opened);

    BrokenExamples tally = new BrokenExamples(398, opened);
    tally.add("d.png", new BrokenExampleException("d.png", "is cut off"));
    tally.add("c.png", new BrokenExampleException("c.png", "is cut off"));
    assertEquals(
        List.of(
            "train: 2 files are WEBP (a.webp, b.webp)", "2 examples: is cut off (d.png, c.png)"),
        tally.lines());
    DataException thrown =
        assertThrows(
            DataException.class,
            () -> tally.add("e.png", new BrokenExampleException("e.png", "is empty")));
    assertTrue(thrown.getMessage().contains("2 more were left out before"), thrown.getMessage());
  }

  @Test
  void manySmallReasonsTogetherMakeACorpusUnusable() {
    DataProblems problems = new DataProblems();
    problems.addTolerated(1, 100, "one twice");
    problems.addTolerated(1, 100, "one silent");
    problems.throwIfFatal(198);
    DataException thrown = assertThrows(DataException.class, () -> problems.throwIfFatal(98));
    assertEquals(
        List.of(
            "2 of 100 entries would be passed over, more than the 1 that are tolerated; mend or"
                + " remove them:",
            "one twice",
            "one silent"),
        thrown.getMessage().lines().toList());
  }

  @Test
  void brokenExamplesRefusesPercent() {
    assertThrows(IllegalArgumentException.class, () -> new BrokenExamples(1.5, 10));
    assertThrows(IllegalArgumentException.class, () -> new BrokenExamples(Double.NaN, 10));
    assertThrows(IllegalArgumentException.class, () -> new BrokenExamples(-1));
  }

  @Test
  void seedsOfNeighboursDiffer() {
    Set<Long> seeds = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      for (long stream = 0; stream < 50; stream++) {
        seeds.add(Seeds.derive(seed, stream));
      }
    }
    assertEquals(2500, seeds.size());
    assertNotEquals(Seeds.derive(1, 0), Seeds.derive(0, 1));
  }

  @Test
  void dataExceptionHasALineForEachProblem() {
    assertEquals("one\ntwo", DataException.of(List.of("one", "two")).getMessage());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> DataException.of(List.of()))
            .getMessage()
            .contains("no problem"));
  }
}
