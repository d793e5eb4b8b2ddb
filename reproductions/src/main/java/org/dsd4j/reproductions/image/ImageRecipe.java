package org.dsd4j.reproductions.image;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.reproductions.network.Stem;
import org.dsd4j.reproductions.recipe.ReasonedPlan;
import org.dsd4j.reproductions.recipe.Recipe;
import org.dsd4j.reproductions.row.PlanWords;

/**
 * How an image row is trained at one scale.
 *
 * @param profile what is fixed about the network
 * @param size of the network
 * @param input the pictures
 * @param solver what trains it
 * @param reasoned the plan, and why settings differ from those at the paper's scale
 */
record ImageRecipe(
    ImageProfile profile, Size size, Input input, Solver solver, ReasonedPlan reasoned)
    implements Recipe<ImageRecipe> {

  /**
   * How large the network is.
   *
   * @param stem how pictures enter
   * @param width channels of the first convolution
   * @param dropout whether the network drops out, at the published rates
   */
  record Size(Stem stem, int width, boolean dropout) {
    Size withWidth(int newWidth) {
      return new Size(stem, newWidth, dropout);
    }
  }

  /**
   * The pictures.
   *
   * @param side height and width in pixels
   * @param training how training pictures are changed
   * @param generated what code draws; read at the embedded scale only
   */
  record Input(int side, TrainingPictures training, ShapeScenes.Settings generated) {}

  /**
   * What trains the network: stochastic gradient descent with a heavy ball.
   *
   * @param batch the pictures in a batch
   * @param momentum in [0, 1)
   * @param weightDecay the L2 penalty on every parameter
   */
  record Solver(int batch, double momentum, double weightDecay) {
    private static final double MOMENTUM = 0.9;

    /** With the momentum of every solver that the paper started from. */
    static Solver of(int batch, double weightDecay) {
      return new Solver(batch, MOMENTUM, weightDecay);
    }

    Solver withBatch(int newBatch) {
      return new Solver(newBatch, momentum, weightDecay);
    }
  }

  /** A recipe of the paper's own scale: published stem and dropout, no reasons needed. */
  static ImageRecipe paper(ImageProfile profile, int width, int side, Solver solver, DsdPlan plan) {
    return new ImageRecipe(
        profile,
        new Size(Stem.IMAGENET, width, true),
        new Input(side, TrainingPictures.RANDOM_RESIZED_CROP, ShapeScenes.Settings.calibrated()),
        solver,
        ReasonedPlan.of(plan));
  }

  /** The same network on pictures of 32 pixels, with the plan and the solver of this recipe. */
  ImageRecipe onSmallPictures(int newWidth, int newBatch) {
    return on(new Input(32, TrainingPictures.FLIP_AND_SHIFT, input.generated()), newWidth, newBatch)
        .because("image size", "so small a picture is what this scale can afford")
        .because(WIDTH, "the machine and the time that this scale is for")
        .because("augmentation", "the usual recipe for pictures of 32 pixels");
  }

  /** The same network on generated pictures. */
  ImageRecipe onGeneratedPictures(int newWidth, int newBatch, ShapeScenes.Settings settings) {
    return on(
            new Input(settings.side(), TrainingPictures.AS_THEY_ARE, settings), newWidth, newBatch)
        .because("image size", "code makes the pictures, and the suite must end in minutes")
        .because(WIDTH, "the suite must end in minutes on two cores")
        .because("augmentation", "the generated pictures vary by themselves");
  }

  private ImageRecipe on(Input small, int newWidth, int newBatch) {
    return new ImageRecipe(
            profile,
            new Size(Stem.SMALL_IMAGE, newWidth, size.dropout()),
            small,
            solver.withBatch(newBatch),
            reasoned)
        .because("stem", profile.stems().whySmall())
        .because("batch", "more steps an epoch on a corpus of this size");
  }

  /** With a plan that ends as soon as the training loss is flat. */
  ImageRecipe shortened(DsdPlan newPlan) {
    return with(newPlan)
        .because(EPOCHS, "the training loss is flat by then, and the suite must end in minutes");
  }

  /** As narrow networks without normalisation need it. */
  ImageRecipe withoutDropout() {
    return with(new Size(size.stem(), size.width(), false))
        .because("dropout", "a narrow network on few pictures does not start to learn with it");
  }

  private ImageRecipe with(Size newSize) {
    return new ImageRecipe(profile, newSize, input, solver, reasoned);
  }

  @Override
  public ImageRecipe with(ReasonedPlan newReasoned) {
    return new ImageRecipe(profile, size, input, solver, newReasoned);
  }

  @Override
  public ImageRecipe withWidth(int newWidth) {
    return with(size.withWidth(newWidth));
  }

  @Override
  public int batch() {
    return solver.batch();
  }

  @Override
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("image size", input.side() + " pixels");
    words.put(WIDTH, size.width() + " channels in the first convolution");
    words.put("stem", profile.stems().words(size.stem()));
    words.put("dropout", size.dropout() ? profile.dropout() : "none");
    words.putAll(scheduleWords());
    words.put("momentum", PlanWords.decimal(solver.momentum()));
    words.put("weight decay", PlanWords.decimal(solver.weightDecay()));
    words.put(SPARSITY, PlanWords.sparsity(plan()));
    words.put("augmentation", input.training().words());
    return words;
  }
}
