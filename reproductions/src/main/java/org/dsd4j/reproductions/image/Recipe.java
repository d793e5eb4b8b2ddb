package org.dsd4j.reproductions.image;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.shapes.ShapeScenes;

/**
 * How an image row is trained at one scale.
 *
 * @param width channels of the first convolution, where nobody asks for another width
 * @param side height and width of the pictures in pixels
 * @param dropout whether the network drops out, at the published rates
 * @param batch the pictures in a batch
 * @param momentum of SGD, in [0, 1)
 * @param weightDecay the L2 penalty on every parameter
 * @param pictures how training pictures are changed
 * @param plan the plan of the DSD arm
 * @param generated the pictures that code makes; read at the embedded scale only
 * @param reasons why a setting differs from that at the paper's scale, by the name of the setting
 *     as in {@link ImageRow}
 */
record Recipe(
    int width,
    int side,
    boolean dropout,
    int batch,
    double momentum,
    double weightDecay,
    TrainingPictures pictures,
    DsdPlan plan,
    ShapeScenes.Settings generated,
    Map<String, String> reasons) {

  Recipe {
    reasons = Map.copyOf(reasons);
  }

  /** A recipe of the paper's own scale: full width, published dropout, no reasons needed. */
  static Recipe paper(int width, int side, int batch, double weightDecay, DsdPlan plan) {
    return new Recipe(
        width,
        side,
        true,
        batch,
        0.9,
        weightDecay,
        TrainingPictures.RANDOM_RESIZED_CROP,
        plan,
        ShapeScenes.Settings.calibrated(),
        Map.of());
  }

  /** The same network on pictures of 32 pixels, with the plan and the solver of this recipe. */
  Recipe onSmallPictures(int newWidth, int newBatch) {
    return new Recipe(
            newWidth,
            32,
            dropout,
            newBatch,
            momentum,
            weightDecay,
            TrainingPictures.FLIP_AND_SHIFT,
            plan,
            generated,
            reasons)
        .because("image size", "so small a picture is what this scale can afford")
        .because("width", "the machine and the time that this scale is for")
        .because("batch", "more steps an epoch on a corpus of this size")
        .because("augmentation", "the usual recipe for pictures of 32 pixels");
  }

  /** The same network on generated pictures. */
  Recipe onGeneratedPictures(int newWidth, int newBatch, ShapeScenes.Settings settings) {
    return new Recipe(
            newWidth,
            settings.side(),
            dropout,
            newBatch,
            momentum,
            weightDecay,
            TrainingPictures.AS_THEY_ARE,
            plan,
            settings,
            reasons)
        .because("image size", "code makes the pictures, and the suite must end in minutes")
        .because("width", "the suite must end in minutes on two cores")
        .because("batch", "more steps an epoch on a corpus of this size")
        .because("augmentation", "the generated pictures vary by themselves");
  }

  Recipe with(DsdPlan newPlan) {
    return new Recipe(
        width, side, dropout, batch, momentum, weightDecay, pictures, newPlan, generated, reasons);
  }

  Recipe withWidth(int newWidth) {
    return new Recipe(
        newWidth, side, dropout, batch, momentum, weightDecay, pictures, plan, generated, reasons);
  }

  /** With a plan that ends as soon as the training loss is flat. */
  Recipe shortened(DsdPlan newPlan) {
    return with(newPlan)
        .because("epochs", "the training loss is flat by then, and the suite must end in minutes");
  }

  /** As narrow networks without normalisation need it. */
  Recipe withoutDropout() {
    return new Recipe(
            width, side, false, batch, momentum, weightDecay, pictures, plan, generated, reasons)
        .because("dropout", "a narrow network on few pictures does not start to learn with it");
  }

  /** Why a setting differs from the paper's. */
  Optional<String> reason(String setting) {
    return Optional.ofNullable(reasons.get(setting));
  }

  Recipe because(String setting, String reason) {
    Map<String, String> more = new HashMap<>(reasons);
    more.put(setting, reason);
    return new Recipe(
        width, side, dropout, batch, momentum, weightDecay, pictures, plan, generated, more);
  }
}
