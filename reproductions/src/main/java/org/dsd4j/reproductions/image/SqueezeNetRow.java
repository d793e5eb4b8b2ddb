package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.image.ImageProfile.Stems;
import org.dsd4j.reproductions.network.SqueezeNet;
import org.dsd4j.reproductions.network.TorchvisionNames;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;

/**
 * SqueezeNet 1.0, from the authors' model zoo: pruned three times, re-dense 20 epochs at 1e-4.
 * Dense as the solver that comes with the network: 68 epochs at 0.04, falling to 0 in a straight
 * line.
 */
public final class SqueezeNetRow extends CaffeRow {
  /** Creates the row. */
  public SqueezeNetRow() {
    super(
        "squeezenet",
        new ImageProfile(
            "SqueezeNet",
            Sparsity.of(0.67),
            "conv1.weight",
            "fire9.expand.3x3.weight",
            Stems.thatWouldShrink("7x7 convolution with stride 2", "3x3 convolution with stride 1"),
            "0.5 before conv10"));
  }

  @Override
  Block network(ImageRecipe.Size size, int classes) {
    return SqueezeNet.of(size.stem(), size.width(), classes, size.dropout() ? 0.5 : 0);
  }

  @Override
  protected ImageRecipe paper() {
    return solver(
        SqueezeNet.PUBLISHED_WIDTH,
        227,
        ImageRecipe.Solver.of(512, 2e-4),
        plan(
            PhaseLengths.epochs(68, 20, 20),
            new PhaseRates(
                LearningRate.polynomial(4e-2, 1),
                LearningRate.polynomial(1e-3, 1),
                LearningRate.polynomial(1e-4, 1))));
  }

  @Override
  protected ImageRecipe workstation() {
    return paper()
        .onSmallPictures(48, 32)
        .withoutDropout()
        .with(
            plan(
                PhaseLengths.epochs(68, 20, 20),
                PhaseRates.byDecades(LearningRate.polynomial(0.02, 1))))
        .because("learning rate", "the smaller batch");
  }

  @Override
  protected ImageRecipe embedded() {
    LearningRate dense = LearningRate.steps(0.004, 0.1, 0.7, 0.9).withWarmup(0.2);
    // A squeeze of 8 channels loses far more with 67 % of its weights than one of 16: S repairs it.
    return generated(
        48,
        16,
        0.9,
        plan(
            PhaseLengths.epochs(10, 2, 1),
            new PhaseRates(dense, dense.scaled(0.5), dense.scaled(0.05))),
        "smaller batches, a warm-up for so narrow a network, and an S phase that can repair what"
            + " pruning two thirds of it breaks");
  }

  @Override
  public Optional<TorchNames> torchvision() {
    return Optional.of(TorchvisionNames.squeezeNet());
  }

  @Override
  List<Deviation> notes() {
    return List.of(
        new Deviation(
            "plan",
            "the model zoo: pruned three times, then dense 20 epochs at 1e-4; nothing of S",
            "67 % sparsity; S as long as D, at a rate ten times as high",
            "the paper's other rows have S one decade above D"),
        whatIsPruned(),
        biases(),
        normalisation(),
        initialisation("uniform by Caffe's xavier, conv10 normal with 0.01"),
        new Deviation(
            "biases of conv10",
            "start at 0",
            "start at 1",
            "a relu follows: from 0, some seeds soon have every score below it and no gradient left"));
  }
}
