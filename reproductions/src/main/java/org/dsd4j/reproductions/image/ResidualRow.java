package org.dsd4j.reproductions.image;

import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.reproductions.image.ImageProfile.Stems;
import org.dsd4j.reproductions.network.TorchvisionNames;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;

/**
 * A residual network in the recipe of fb.resnet.torch: 90 epochs at 0.1, then S (30 %) 45 at 0.01
 * and D 45 at 0.001, each decayed twice; batch 256, decay 1e-4.
 */
abstract class ResidualRow extends ImageRow {
  private static final int PUBLISHED_WIDTH = 64;

  private final int workstationWidth;

  ResidualRow(String id, String title, String figureLayer, int workstationWidth) {
    super(
        id,
        new ImageProfile(
            title,
            Sparsity.of(0.30),
            "conv1.weight",
            figureLayer,
            Stems.thatWouldShrink(
                "7x7 convolution with stride 2, max-pooling",
                "3x3 convolution with stride 1, no pooling"),
            "none"));
    this.workstationWidth = workstationWidth;
  }

  @Override
  protected final ImageRecipe paper() {
    return paperRecipe(PUBLISHED_WIDTH, 224, ImageRecipe.Solver.of(256, 1e-4), published(0.1))
        .because("augmentation", "the colours are left as they are");
  }

  @Override
  protected final ImageRecipe workstation() {
    return paper()
        .onSmallPictures(workstationWidth, 64)
        .with(published(0.05))
        .because("learning rate", "the smaller batch; the decays are the paper's");
  }

  private DsdPlan published(double rate) {
    return plan(
        PhaseLengths.epochs(90, 45, 45),
        PhaseRates.byDecades(LearningRate.steps(rate, 0.1, 1.0 / 3, 2.0 / 3)));
  }

  @Override
  public final Optional<TorchNames> torchvision() {
    return Optional.of(TorchvisionNames.resNet());
  }

  /** fb.resnet.torch changes colours too. */
  @Override
  final Map<String, String> paperSays() {
    return Map.of("augmentation", "random-resized crop, flip, colour");
  }
}
