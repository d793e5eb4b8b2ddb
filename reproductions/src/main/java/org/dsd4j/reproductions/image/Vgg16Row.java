package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import org.dsd4j.api.Budget;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.image.ImageProfile.Stems;
import org.dsd4j.reproductions.network.TorchvisionNames;
import org.dsd4j.reproductions.network.Vgg16;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;

/**
 * VGG-16: dense 74 epochs at 0.01, sparse (30 %) 1.25 epochs at 1e-4, re-dense 18 epochs at 1e-5,
 * each with polynomial decay of power 0.5.
 */
public final class Vgg16Row extends CaffeRow {
  private static final int BATCH = 256;

  /** 1.25 epochs of 1,281,167 pictures. */
  private static final long SPARSE_STEPS = 6256;

  /** Creates the row. */
  public Vgg16Row() {
    super(
        "vgg16",
        new ImageProfile(
            "VGG-16",
            Sparsity.of(0.30),
            "conv1_1.weight",
            "conv5_3.weight",
            new Stems(
                "sizes after pooling rounded down",
                "sizes after pooling rounded up",
                "five poolings would leave nothing of 20 pixels"),
            "0.5 after fc6 and fc7"));
  }

  @Override
  Block network(ImageRecipe.Size size, int classes) {
    return Vgg16.of(size.stem(), size.width(), classes, size.dropout() ? 0.5 : 0);
  }

  @Override
  protected ImageRecipe paper() {
    return solver(
        Vgg16.PUBLISHED_WIDTH,
        224,
        ImageRecipe.Solver.of(BATCH, 2e-4),
        plan(
            new PhaseLengths(Budget.epochs(74), Budget.steps(SPARSE_STEPS), Budget.epochs(18)),
            new PhaseRates(
                LearningRate.polynomial(1e-2, 0.5),
                LearningRate.polynomial(1e-4, 0.5),
                LearningRate.polynomial(1e-5, 0.5))));
  }

  @Override
  protected ImageRecipe workstation() {
    LearningRate dense = LearningRate.polynomial(0.02, 0.5).withWarmup(0.05);
    return paper()
        .onSmallPictures(16, 64)
        .withoutDropout()
        .with(plan(PhaseLengths.epochs(74, 18, 18), PhaseRates.byDecades(dense)))
        .because("epochs", "1.25 epochs of so small a corpus are too few to recover from pruning")
        .because("learning rate", "the smaller batch; a plain network starts more surely slowly");
  }

  @Override
  protected ImageRecipe embedded() {
    return generated(
        16,
        32,
        0.3,
        plan(
            PhaseLengths.epochs(14, 1.5, 1.5),
            PhaseRates.byDecades(LearningRate.steps(0.01, 0.1, 0.7, 0.9).withWarmup(0.1))),
        "few steps, and a warm-up: without it, or with fewer epochs, some seeds hardly start to learn");
  }

  @Override
  public Optional<TorchNames> torchvision() {
    return Optional.of(TorchvisionNames.vgg16());
  }

  @Override
  List<Deviation> notes() {
    return List.of(
        whatIsPruned(),
        biases(),
        normalisation(),
        initialisation("a shallower network trained first"));
  }
}
