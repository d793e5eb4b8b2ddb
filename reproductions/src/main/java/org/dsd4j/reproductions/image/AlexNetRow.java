package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.image.ImageProfile.Stems;
import org.dsd4j.reproductions.network.AlexNet;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;

/**
 * AlexNet, from the authors' model zoo, which gives its errors and no plan. Dense as Caffe's
 * solver: 90 epochs at 0.01, times 0.1 every 20; sparse and re-dense as the paper's longest plans.
 */
public final class AlexNetRow extends CaffeRow {
  private static final double[] EVERY_TWENTY = {2.0 / 9, 4.0 / 9, 6.0 / 9, 8.0 / 9};

  /** Creates the row. */
  public AlexNetRow() {
    super(
        "alexnet",
        new ImageProfile(
            "AlexNet",
            Sparsity.of(0.30),
            "conv1.weight",
            "conv3.weight",
            Stems.thatWouldShrink(
                "11x11 convolution with stride 4", "3x3 convolution with stride 1"),
            "0.5 after fc6 and fc7"));
  }

  @Override
  Block network(ImageRecipe.Size size, int classes) {
    return AlexNet.of(size.stem(), size.width(), classes, size.dropout() ? 0.5 : 0);
  }

  @Override
  protected ImageRecipe paper() {
    return solver(
        AlexNet.PUBLISHED_WIDTH,
        227,
        ImageRecipe.Solver.of(256, 5e-4),
        plan(
            PhaseLengths.epochs(90, 45, 45),
            PhaseRates.byDecades(LearningRate.steps(0.01, 0.1, EVERY_TWENTY))));
  }

  @Override
  protected ImageRecipe workstation() {
    return paper().onSmallPictures(32, 64);
  }

  @Override
  protected ImageRecipe embedded() {
    return generated(
        24,
        32,
        0.3,
        plan(
            PhaseLengths.epochs(8, 1.5, 1.5),
            PhaseRates.byDecades(LearningRate.steps(0.01, 0.1, 0.7, 0.9).withWarmup(0.15))),
        "so few steps want the first rate for longer, and a warm-up so that every seed starts well");
  }

  /** Torchvision's AlexNet is another network, without groups and normalisation. */
  @Override
  public Optional<TorchNames> torchvision() {
    return Optional.empty();
  }

  @Override
  List<Deviation> notes() {
    return List.of(
        new Deviation(
            "plan",
            "not published: the model zoo gives errors alone",
            "30 % sparsity; S and D half as long as the baseline, one and two decades below it",
            "as the residual networks of the paper"),
        whatIsPruned(),
        biases(),
        normalisation(),
        initialisation("normal with deviations 0.01 and 0.005, some biases 0.1"));
  }
}
