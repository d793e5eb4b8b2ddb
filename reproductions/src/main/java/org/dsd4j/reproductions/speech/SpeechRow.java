package org.dsd4j.reproductions.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.datasets.spoken.SpokenSentences;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.SpeechNetwork;
import org.dsd4j.reproductions.recipe.NetworkDefinition;
import org.dsd4j.reproductions.recipe.PhaseLengths;
import org.dsd4j.reproductions.recipe.PhaseRates;
import org.dsd4j.reproductions.recipe.RecipeRow;
import org.dsd4j.reproductions.recipe.RequestCheck;
import org.dsd4j.reproductions.recipe.RowSetup;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;

/**
 * What both speech rows share: iterative DSD (50 % sparse, dense, 25 % sparse, dense), Nesterov's
 * form of gradient descent, CTC, and the word error rate.
 */
public abstract class SpeechRow extends RecipeRow<SpeechRecipe> {
  private static final Sparsity FIRST = Sparsity.of(0.50);
  private static final Sparsity SECOND = Sparsity.of(0.25);

  /** The synthesised speech of the embedded scale; the same for both rows. */
  private static final SpokenSentences.Settings GENERATED =
      SpokenSentences.Settings.standard().withCounts(2000, 100, 300);

  /** Creates the row. */
  SpeechRow(Title title) {
    super(title);
  }

  /** The network of a recipe. */
  abstract SpeechNetwork network(SpeechRecipe.Size size);

  /** The parameter whose distribution is shown. */
  abstract String figureLayer();

  /** The paths of the weights that stay dense, each with the reason. */
  abstract Map<String, String> excluded();

  /** Departures of this row at every scale. */
  abstract List<Deviation> notes();

  @Override
  public final Experiment prepare(Request request) {
    RequestCheck check = new RequestCheck(id(), request);
    check.refuse("it listens, and trains all that it has", RowSettings.PICTURES, RowSettings.INIT);
    SpeechRecipe recipe = recipe(request.scale()).requested(request);
    SpeechSource source = SpeechSource.of(check, GENERATED);
    RowSetup<SpeechRecipe> setup =
        new RowSetup<>(
            definition(recipe),
            recipe,
            source.corpus().description(),
            settings(request, source.settings()),
            deviations(request, recipe, source));
    return new SpeechExperiment(
        id(), setup, source, Decoding.of(request.beam(), request.languageModel()));
  }

  private NetworkDefinition definition(SpeechRecipe recipe) {
    SpeechRecipe.Size size = recipe.size();
    return new NetworkDefinition(
        title()
            + ", width "
            + size.width()
            + (size.channels() > 0 ? ", " + size.channels() + " channels" : "")
            + ", "
            + recipe.bins()
            + " bins",
        () -> network(size),
        figureLayer());
  }

  /**
   * The five phases D0, S1, D1, S2, D2.
   *
   * @param epochs of each
   * @param rates of each
   */
  final DsdPlan plan(double[] epochs, LearningRate... rates) {
    return dsd(
            PhaseLengths.epochs(epochs[0], epochs[1], epochs[2]),
            new PhaseRates(rates[0], rates[1], rates[2]),
            policy(FIRST))
        .andAgain(
            new Phase.Sparse("sparse2", Budget.epochs(epochs[3]), rates[3], policy(SECOND)),
            new Phase.Redense("redense2", Budget.epochs(epochs[4]), rates[4]));
  }

  private PruningPolicy policy(Sparsity sparsity) {
    PruningPolicy policy = PruningPolicy.perLayer(sparsity);
    for (Map.Entry<String, String> entry : new TreeMap<>(excluded()).entrySet()) {
      policy = policy.excluding(entry.getKey(), entry.getValue());
    }
    return policy;
  }

  /** Constant rates. */
  static LearningRate[] constant(double... rates) {
    return each(LearningRate::constant, rates);
  }

  /** Rates that fall to zero inside each phase, in a straight line. */
  static LearningRate[] falling(double... rates) {
    return each(rate -> LearningRate.polynomial(rate, 1), rates);
  }

  private static LearningRate[] each(DoubleFunction<LearningRate> schedule, double... rates) {
    return Arrays.stream(rates).mapToObj(schedule).toArray(LearningRate[]::new);
  }

  private List<Deviation> deviations(Request request, SpeechRecipe recipe, SpeechSource source) {
    List<Deviation> deviations = new ArrayList<>();
    if (request.scale() != Scale.PAPER) {
      deviations.add(
          new Deviation(
              "data", "Wall Street Journal", source.corpus().description(), SCALE_IS_FOR));
    }
    deviations.addAll(differences(recipe, Map.of()));
    if (request.beam() != 1) {
      deviations.add(
          new Deviation(
              "decoding",
              "max decoding, without a language model",
              Decoding.words(request.beam(), request.languageModel()),
              "asked for with --beam"));
    }
    deviations.addAll(silences());
    deviations.addAll(notes());
    return deviations;
  }

  /** Where the paper says nothing, or names things in another way, at every scale. */
  private static List<Deviation> silences() {
    return List.of(
        new Deviation(
            "baseline",
            "trained as long as one pass of DSD",
            "that is the arm equal-epochs; the arm baseline is the paper's Dense 0",
            "so that every arm of a seed has the same past"),
        new Deviation(
            "batch, momentum, bound of the gradients",
            "not said",
            "at the paper's scale 20 utterances, 0.9, and a norm of 400 as in Deep Speech 2",
            "the paper is silent"),
        new Deviation(
            "stride in time",
            "not said",
            "at the paper's scale 2 frames, as in Deep Speech",
            "the paper is silent"),
        new Deviation(
            "order of the utterances",
            "not said",
            "the first epoch from short to long, as in Deep Speech 2; then batches of like length",
            "the paper is silent"),
        new Deviation(
            "first weights",
            "not said",
            "normal, by the inputs of a unit; recurrences from half the identity",
            "the paper is silent"),
        new Deviation(
            "loss of a batch",
            "not said",
            "the mean of the CTC loss of its utterances, each summed over its frames",
            "the paper is silent; rates mean what they mean only with this"),
        new Deviation(
            "momentum of pruned weights",
            "not said",
            "zero while they are pruned, and at first when they are back",
            "the paper is silent"));
  }
}
