package org.dsd4j.reproductions.image;

import java.util.Map;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.reports.record.Deviation;

/** A network without normalisation whose baseline comes from the model zoo of Caffe. */
abstract class CaffeRow extends ImageRow {
  CaffeRow(String id, ImageProfile profile) {
    super(id, profile);
  }

  /** The recipe of the solver that Caffe has for the network. */
  final ImageRecipe solver(int width, int side, ImageRecipe.Solver solver, DsdPlan plan) {
    return paperRecipe(width, side, solver, plan)
        .because(
            "augmentation",
            "one reader of ImageNet for all rows: the crops of fb.resnet.torch, whose baselines"
                + " the paper also has");
  }

  /**
   * The recipe for generated pictures: fewer batches, no dropout, and pictures as easy as the
   * network needs to start learning.
   *
   * @param easier as for {@link ShapeScenes.Settings#easier}
   * @param whyRate why the learning rate is not that of the solver
   */
  final ImageRecipe generated(int width, int batch, double easier, DsdPlan plan, String whyRate) {
    return paper()
        .onGeneratedPictures(
            width,
            batch,
            ShapeScenes.Settings.calibrated().withCounts(1600, 400, 1000).easier(easier))
        .withoutDropout()
        .shortened(plan)
        .because("learning rate", whyRate);
  }

  @Override
  final Map<String, String> paperSays() {
    return Map.of("augmentation", "random crop from 256 x 256 pixels, flip");
  }

  static Deviation biases() {
    return new Deviation(
        "biases",
        "Caffe's solvers: twice the rate, no weight decay",
        "as weights",
        "the paper does not say what it did; one rule for every row");
  }

  static Deviation normalisation() {
    return new Deviation(
        "pixels",
        "Caffe's: the mean subtracted, values up to 255",
        "mean subtracted and divided by the deviation, channel by channel",
        "one rule for every row; it is what published weights of torchvision expect");
  }

  static Deviation initialisation(String published) {
    return new Deviation(
        "initial weights",
        published,
        "normal with variance 2 / inputs (He et al., 2015), biases 0",
        "it trains without pre-training in stages");
  }
}
