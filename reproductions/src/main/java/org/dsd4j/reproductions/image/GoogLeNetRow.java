package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.image.ImageProfile.Stems;
import org.dsd4j.reproductions.network.GoogLeNet;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;

/**
 * GoogLeNet: dense 60 epochs at 0.01, sparse (30 %) 11 at 0.001, re-dense 22 at 1e-4, each with
 * polynomial decay of power 0.5.
 */
public final class GoogLeNetRow extends CaffeRow {
  private static final List<String> HEAD_WEIGHTS =
      List.of("conv.weight", "fc.weight", "classifier.weight");

  /** Creates the row. */
  public GoogLeNetRow() {
    super(
        "googlenet",
        new ImageProfile(
            "GoogLeNet",
            Sparsity.of(0.30),
            "conv1.weight",
            "inception_5b.3x3.weight",
            Stems.thatWouldShrink(
                "7x7 convolution with stride 2, max-pooling",
                "3x3 convolution with stride 1, no pooling after it"),
            "0.7 in the auxiliary heads, 0.4 before the classifier"));
  }

  @Override
  Block network(ImageRecipe.Size size, int classes) {
    return new GoogLeNet(
        size.stem(),
        size.width(),
        classes,
        size.dropout() ? GoogLeNet.Rates.PUBLISHED : GoogLeNet.Rates.NONE);
  }

  @Override
  protected ImageRecipe paper() {
    return solver(
        GoogLeNet.PUBLISHED_WIDTH,
        224,
        ImageRecipe.Solver.of(32, 2e-4),
        plan(
            PhaseLengths.epochs(60, 11, 22),
            PhaseRates.byDecades(LearningRate.polynomial(1e-2, 0.5))));
  }

  @Override
  protected ImageRecipe workstation() {
    return paper().onSmallPictures(16, 32).withoutDropout();
  }

  @Override
  protected ImageRecipe embedded() {
    return generated(
        16,
        16,
        0.85,
        plan(
            PhaseLengths.epochs(12, 1, 1),
            PhaseRates.byDecades(LearningRate.steps(0.015, 0.1, 0.6, 0.85))),
        "so few steps want a higher rate and a clear end");
  }

  /** The auxiliary heads are not part of the network that is tested, so they stay dense. */
  @Override
  PruningPolicy pruning() {
    PruningPolicy policy = super.pruning();
    for (String head : List.of("loss1.", "loss2.")) {
      for (String weight : HEAD_WEIGHTS) {
        policy = policy.excluding(head + weight, "auxiliary head, absent from the tested network");
      }
    }
    return policy;
  }

  /** Torchvision's GoogLeNet is another network: nothing but our own names fits. */
  @Override
  public Optional<TorchNames> torchvision() {
    return Optional.empty();
  }

  @Override
  List<Deviation> notes() {
    return List.of(
        new Deviation(
            "what is pruned",
            "not said beyond the first convolution",
            "all weights of convolutions and the classifier but the first convolution; no biases,"
                + " and nothing in the auxiliary heads",
            "the paper is silent; the heads are not part of the network that is tested"),
        biases(),
        normalisation(),
        initialisation("uniform by Caffe's xavier, biases 0.2"));
  }
}
