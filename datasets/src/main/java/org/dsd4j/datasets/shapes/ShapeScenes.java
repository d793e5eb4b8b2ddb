package org.dsd4j.datasets.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.MemoryImages;
import org.dsd4j.datasets.MemoryImages.Example;
import org.dsd4j.datasets.PassedOver;
import org.dsd4j.datasets.Seeds;
import org.dsd4j.datasets.drawing.Camera;
import org.dsd4j.datasets.drawing.SeededRandom;
import org.dsd4j.datasets.drawing.Shape;
import org.dsd4j.datasets.drawing.Texture;

/**
 * Small pictures of one textured shape in clutter; a class is a pair of shape and texture. Made for
 * the regime that DSD is for: few examples and much variation, so that a network memorises its
 * training set and still makes errors on the test set.
 */
public final class ShapeScenes {

  private static final int SHAPES = Shape.ALL.size();
  private static final int TEXTURES = Texture.ALL.size();

  private ShapeScenes() {}

  /**
   * What to generate.
   *
   * @param side height and width of each picture, in pixels, at least 8
   * @param classes number of classes, 2 to 25
   * @param train examples to learn from, a multiple of {@code classes}
   * @param validation examples to choose on, a multiple of {@code classes}
   * @param test examples to report on, a multiple of {@code classes}
   * @param difficulty how much pictures of one class differ
   */
  public record Settings(
      int side, int classes, int train, int validation, int test, Difficulty difficulty) {

    /**
     * Checks each range.
     *
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public Settings {
      if (side < 8) {
        throw new IllegalArgumentException("side must be at least 8 pixels but was " + side);
      }
      if (classes < 2 || classes > SHAPES * TEXTURES) {
        throw new IllegalArgumentException(
            "classes must be in [2, %d] but was %d".formatted(SHAPES * TEXTURES, classes));
      }
      requireMultiple("train", train, classes);
      requireMultiple("validation", validation, classes);
      requireMultiple("test", test, classes);
    }

    /**
     * The settings that the embedded scale uses. Calibrated with a ResNet-18 of width 16 (stem of 3
     * x 3), SGD at rate 0.05 with momentum 0.9, batches of 64, 320 steps, a tenth of the rate from
     * half of them and again from three quarters: it gets every training picture right after 200
     * steps and about a quarter of the test pictures wrong. Much harder settings end the same way
     * on the training set, but near chance level on the test set.
     *
     * @return the default
     */
    public static Settings calibrated() {
      return new Settings(20, 10, 1000, 400, 1000, Difficulty.calibrated());
    }

    /**
     * The same with other numbers of examples.
     *
     * @param newTrain examples to learn from
     * @param newValidation examples to choose on
     * @param newTest examples to report on
     * @return a copy
     */
    public Settings withCounts(int newTrain, int newValidation, int newTest) {
      return new Settings(side, classes, newTrain, newValidation, newTest, difficulty);
    }

    /**
     * The same with pictures that differ less.
     *
     * @param share how much easier, in [0, 1]
     * @return a copy
     */
    public Settings easier(double share) {
      return new Settings(side, classes, train, validation, test, difficulty.easier(share));
    }

    /**
     * The same with pictures of another size.
     *
     * @param newSide in pixels
     * @return a copy
     */
    public Settings withSide(int newSide) {
      return new Settings(newSide, classes, train, validation, test, difficulty);
    }

    private static void requireMultiple(String split, int count, int classes) {
      if (count < 0 || count % classes != 0) {
        throw new IllegalArgumentException(
            "%s must be a multiple of the %d classes, so that they are balanced, but was %d"
                .formatted(split, classes, count));
      }
    }
  }

  /**
   * Generates a corpus. The bytes depend on the arguments alone.
   *
   * @param settings what to generate
   * @param seed any; another seed gives other pictures of the same task
   * @return three balanced splits, each from a seed of its own
   */
  public static ImageCorpus corpus(Settings settings, long seed) {
    return new ImageCorpus(
        "shapes",
        ("%d generated pictures of %d x %d pixels, %d classes: a textured shape in clutter, with"
                + " random colours, place, size, angle, light, blur and noise")
            .formatted(
                settings.train() + settings.validation() + settings.test(),
                settings.side(),
                settings.side(),
                settings.classes()),
        split("train", settings, settings.train(), Seeds.derive(seed, 0)),
        split("validation", settings, settings.validation(), Seeds.derive(seed, 1)),
        split("test", settings, settings.test(), Seeds.derive(seed, 2)),
        PassedOver.NOTHING);
  }

  private static MemoryImages split(String name, Settings settings, int count, long seed) {
    ImageSize size = ImageSize.rgb(settings.side());
    List<String> classNames = new ArrayList<>();
    for (int label = 0; label < settings.classes(); label++) {
      classNames.add(texture(label).label() + " " + shape(label).label());
    }
    Camera camera = new Camera(size, settings.difficulty().lens());
    // Each picture has a generator of its own, so parallel execution cannot change a byte.
    List<Example> examples =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(index -> example(name, index, settings, camera, seed))
            .toList();
    return new MemoryImages(size, classNames, examples);
  }

  private static Example example(
      String split, int index, Settings settings, Camera camera, long seed) {
    int label = index % settings.classes();
    SeededRandom random = new SeededRandom(Seeds.derive(seed, index));
    Scene scene = new Scene(shape(label), texture(label), settings.difficulty(), random);
    return new Example(split + "/" + index, label, camera.photograph(scene, random));
  }

  private static Shape shape(int label) {
    return Shape.ALL.get(label % SHAPES);
  }

  /** Steps through the textures so that with 10 classes each texture, too, belongs to two. */
  private static Texture texture(int label) {
    return Texture.ALL.get((label % SHAPES + 2 * (label / SHAPES)) % TEXTURES);
  }
}
