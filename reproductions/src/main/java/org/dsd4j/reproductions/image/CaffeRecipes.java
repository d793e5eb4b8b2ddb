package org.dsd4j.reproductions.image;

import java.util.Map;
import org.dsd4j.reports.record.Deviation;

/** What the rows share whose baselines come from the model zoo of Caffe. */
final class CaffeRecipes {
  static final Map<String, String> PAPER_SAYS =
      Map.of("augmentation", "random crop from 256 x 256 pixels, flip");

  static final String WHY_CROP =
      "one reader of ImageNet for all rows: the crops of fb.resnet.torch, whose baselines the paper"
          + " also has";

  private CaffeRecipes() {}

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
