package org.dsd4j.reproductions.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.dsd4j.reproductions.row.Differences;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.UsageException;

/**
 * NeuralTalk: captions for Flickr-8K by an LSTM over frozen image features; dense 19 epochs at
 * 1e-2, sparse (80 %) 10 at 1e-3, re-dense 6 at 1e-4.
 */
public final class NeuralTalkRow implements Row {
  private static final Sparsity SPARSITY = Sparsity.of(0.80);

  /** Creates the row. */
  public NeuralTalkRow() {}

  @Override
  public String id() {
    return "neuraltalk";
  }

  @Override
  public String title() {
    return "NeuralTalk";
  }

  @Override
  public String summary() {
    return "NeuralTalk on captioned images, 80 % sparsity, BLEU-4";
  }

  @Override
  public Experiment prepare(Request request) {
    if (request.languageModel().isPresent()) {
      throw new UsageException("neuraltalk has no use for --lm: it is a language model itself");
    }
    CaptionSource source = CaptionSource.of(request);
    CaptionRecipe recipe = requested(request, source);
    CaptionCorpus corpus = source.corpus();
    Vocabulary vocabulary = Vocabulary.of(corpus.train(), recipe.atLeast());
    return new CaptionExperiment(
        new CaptionSetup(
            corpus,
            vocabulary,
            source.features(),
            recipe,
            request.beam(),
            source.pictureSide(),
            settings(request, source),
            deviations(request, recipe, corpus)));
  }

  private CaptionRecipe requested(Request request, CaptionSource source) {
    CaptionRecipe recipe =
        recipe(request.scale()).seeing(source.features().words(), source.scaled());
    CaptionRecipe changed = recipe.with(recipe.plan().scaledBudgets(request.epochsFactor()));
    if (request.width().isPresent()) {
      changed =
          changed.withWidth(request.width().getAsInt()).because("width", "asked for with --width");
    }
    Optional<String> whyEpochs = request.whyEpochs(recipe.reason("epochs"));
    if (whyEpochs.isPresent()) {
      changed = changed.because("epochs", whyEpochs.get());
    }
    return changed;
  }

  private static CaptionRecipe recipe(Scale scale) {
    return switch (scale) {
      case PAPER -> paper();
      case WORKSTATION -> workstation();
      case EMBEDDED -> embedded();
    };
  }

  private static CaptionRecipe paper() {
    return new CaptionRecipe(
        NeuralTalk.PUBLISHED_WIDTH,
        0.5,
        100,
        1e-8,
        5,
        5,
        plan(new Length(19, 10, 6), new Rates(1e-2, 1e-3, 1e-4)),
        CaptionSource.FC7,
        false,
        Map.of());
  }

  private static CaptionRecipe workstation() {
    return paper()
        .with(plan(new Length(19, 10, 6), new Rates(1e-3, 1e-3, 1e-4)))
        .because("image features", "a network that this scale can train; frozen, as in the paper")
        .because("scale of the features", "ours have no natural scale")
        .because("learning rate", "NeuralTalk's own in the dense phase, the paper's in S and D");
  }

  private static CaptionRecipe embedded() {
    return paper()
        .withWidth(128)
        .withBatch(25)
        .withDropout(0.1)
        .with(plan(new Length(7.5, 1.5, 0.75), new Rates(1e-3, 1e-3, 1e-4)))
        .because(
            "image features",
            "code draws the pictures; a linear map of pixels shows colour, place and size")
        .because("scale of the features", "pixels have no natural scale")
        .because("width", "the suite must end in minutes on two cores")
        .because("batch", "more steps an epoch on a corpus of this size")
        .because("dropout", "with so few steps the model hardly learns to look with more")
        .because("epochs", "the loss falls slowly by then, and the suite must end in minutes")
        .because(
            "learning rate",
            "NeuralTalk's own, and for S too: it must repair the pruning in few steps");
  }

  /** Epochs of D, S and D. */
  private record Length(double dense, double sparse, double redense) {}

  /** Learning rates of D, S and D. */
  private record Rates(double dense, double sparse, double redense) {}

  private static DsdPlan plan(Length epochs, Rates rates) {
    PruningPolicy pruning =
        PruningPolicy.perLayer(SPARSITY)
            .excluding("Ws", "word vectors, kept dense as in the paper");
    return DsdPlan.of(
        new Phase.Dense("dense", Budget.epochs(epochs.dense), LearningRate.constant(rates.dense)),
        new Phase.Sparse(
            "sparse", Budget.epochs(epochs.sparse), LearningRate.constant(rates.sparse), pruning),
        new Phase.Redense(
            "redense", Budget.epochs(epochs.redense), LearningRate.constant(rates.redense)));
  }

  private static Map<String, String> settings(Request request, CaptionSource source) {
    Map<String, String> settings = new TreeMap<>(source.settings());
    settings.put("epochs factor", Double.toString(request.epochsFactor()));
    return settings;
  }

  private List<Deviation> deviations(Request request, CaptionRecipe recipe, CaptionCorpus corpus) {
    List<Deviation> deviations = new ArrayList<>();
    if (request.scale() == Scale.EMBEDDED) {
      deviations.add(
          new Deviation(
              "data",
              "Flickr-8K, 6,000 training photographs with five captions each",
              corpus.description(),
              "the machine and the time that this scale is for"));
    }
    deviations.addAll(Differences.between(id(), paper().words(), recipe.words(), recipe::reason));
    if (request.beam() != 1) {
      deviations.add(
          new Deviation(
              "decoding", "greedy", "beam of " + request.beam(), "asked for with --beam"));
    }
    deviations.addAll(notes());
    return deviations;
  }

  /** Departures at every scale, and where the paper is silent. */
  private static List<Deviation> notes() {
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
