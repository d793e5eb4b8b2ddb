package org.dsd4j.reproductions.caption;

import java.util.List;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;
import org.dsd4j.reproductions.recipe.ReasonedPlan;

/**
 * NeuralTalk: captions for Flickr-8K by an LSTM over frozen image features; dense 19 epochs at
 * 1e-2, sparse (80 %) 10 at 1e-3, re-dense 6 at 1e-4.
 */
public final class NeuralTalkRow extends CaptionRow {
  private static final Sparsity SPARSITY = Sparsity.of(0.80);

  /** Creates the row. */
  public NeuralTalkRow() {
    super(
        new Title(
            "neuraltalk", "NeuralTalk", "NeuralTalk on captioned images, 80 % sparsity, BLEU-4"));
  }

  @Override
  protected CaptionRecipe paper() {
    return new CaptionRecipe(
        new CaptionRecipe.Size(NeuralTalk.PUBLISHED_WIDTH, 0.5),
        5,
        new CaptionRecipe.Input(CaptionSource.FC7, false),
        new CaptionRecipe.Solver(100, 1e-8, 5),
        ReasonedPlan.of(
            plan(PhaseLengths.epochs(19, 10, 6), PhaseRates.constant(1e-2, 1e-3, 1e-4))));
  }

  @Override
  protected CaptionRecipe workstation() {
    return paper()
        .with(plan(PhaseLengths.epochs(19, 10, 6), PhaseRates.constant(1e-3, 1e-3, 1e-4)))
        .because("image features", "a network that this scale can train; frozen, as in the paper")
        .because("scale of the features", "ours have no natural scale")
        .because("learning rate", "NeuralTalk's own in the dense phase, the paper's in S and D");
  }

  @Override
  protected CaptionRecipe embedded() {
    return paper()
        .with(new CaptionRecipe.Size(128, 0.1))
        .withBatch(25)
        .with(plan(PhaseLengths.epochs(7.5, 1.5, 0.75), PhaseRates.constant(1e-3, 1e-3, 1e-4)))
        .because(
            "image features",
            "code draws the pictures; a linear map of pixels shows colour, place and size")
        .because("scale of the features", "pixels have no natural scale")
        .because(CaptionRecipe.WIDTH, "the suite must end in minutes on two cores")
        .because("batch", "more steps an epoch on a corpus of this size")
        .because("dropout", "with so few steps the model hardly learns to look with more")
        .because(
            CaptionRecipe.EPOCHS,
            "the loss falls slowly by then, and the suite must end in minutes")
        .because(
            "learning rate",
            "NeuralTalk's own, and for S too: it must repair the pruning in few steps");
  }

  private static DsdPlan plan(PhaseLengths lengths, PhaseRates rates) {
    return dsd(
        lengths,
        rates,
        PruningPolicy.perLayer(SPARSITY)
            .excluding("Ws", "word vectors, kept dense as in the paper"));
  }

  @Override
  String figureLayer() {
    return "WLSTM";
  }

  @Override
  String paperData() {
    return "Flickr-8K, 6,000 training photographs with five captions each";
  }

  @Override
  List<Deviation> notes() {
    return List.of(
        new Deviation(
            "baseline",
            "a published model",
            "trained here in the dense phase",
            "so that every arm of a seed has the same past"),
        new Deviation(
            "solver",
            "not said; NeuralTalk's is rmsprop with decay 0.999",
            "NeuralTalk's",
            "the paper is silent"),
        new Deviation(
            "decay inside a phase", "not said; NeuralTalk has none", "none", "the paper is silent"),
        new Deviation(
            "state of pruned weights",
            "not said",
            "the mean square of their gradients goes on",
            "were it zeroed, revived weights would first make steps up to 30 times as long"),
        new Deviation(
            "biases of the LSTM",
            "a row of WLSTM, pruned with it",
            "a parameter of their own, bLSTM, never pruned and without L2 penalty",
            "one rule for every row: weights are pruned, biases are not"),
        new Deviation(
            "order of the captions",
            "NeuralTalk draws pictures and captions with replacement",
            "every caption once in an epoch, in a new order",
            "so that an epoch is what its name says"),
        new Deviation(
            "BLEU",
            "NeuralTalk's script, which leaves the brevity penalty out; the paper does not say",
            "without the penalty first, and with it beside",
            "both are reported, so that either reading can be compared"));
  }
}
