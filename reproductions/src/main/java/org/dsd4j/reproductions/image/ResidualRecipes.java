package org.dsd4j.reproductions.image;

import java.util.Map;
import org.dsd4j.api.Budget;
import org.dsd4j.api.LearningRate;

/** What the rows of residual networks share: the recipe of fb.resnet.torch, and its small forms. */
final class ResidualRecipes {
  static final String PUBLISHED_STEM = "7x7 convolution with stride 2, max-pooling";
  static final String SMALL_STEM = "3x3 convolution with stride 1, no pooling";
  static final String WHY_STEM = "so small pictures would shrink to one pixel";

  /** fb.resnet.torch changes colours too. */
  static final Map<String, String> PAPER_SAYS =
      Map.of("augmentation", "random-resized crop, flip, colour");

  private static final double[] EPOCHS = {90, 45, 45};

  private ResidualRecipes() {}

  /** 90 epochs at 0.1, 45 at 0.01, 45 at 0.001, each decayed twice; batch 256, decay 1e-4. */
  static Recipe paper(ImageRow row) {
    return Recipe.paper(
            64,
            224,
            256,
            1e-4,
            row.plan(
                Budget.epochs(EPOCHS[0]),
                Budget.epochs(EPOCHS[1]),
                Budget.epochs(EPOCHS[2]),
                rates(0.1)))
        .because("augmentation", "the colours are left as they are");
  }

  static Recipe workstation(ImageRow row, int width) {
    return paper(row)
        .onSmallPictures(width, 64)
        .with(
            row.plan(
                Budget.epochs(EPOCHS[0]),
                Budget.epochs(EPOCHS[1]),
                Budget.epochs(EPOCHS[2]),
                rates(0.05)))
        .because("stem", WHY_STEM)
        .because("learning rate", "the smaller batch; the decays are the paper's");
  }

  private static ImageRow.Rates rates(double base) {
    return ImageRow.Rates.byDecades(LearningRate.steps(base, 0.1, 1.0 / 3, 2.0 / 3));
  }
}
