package org.dsd4j.reproductions.caption;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.NeuralTalk;
import org.dsd4j.reproductions.recipe.NetworkDefinition;
import org.dsd4j.reproductions.recipe.RecipeRow;
import org.dsd4j.reproductions.recipe.RequestCheck;
import org.dsd4j.reproductions.recipe.RowSetup;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;

/**
 * A row of image captions: a recurrent model over frozen image features, and a recipe for each
 * scale.
 */
abstract class CaptionRow extends RecipeRow<CaptionRecipe> {
  CaptionRow(Title title) {
    super(title);
  }

  /** The parameter whose distribution is shown. */
  abstract String figureLayer();

  /** The paper's data in words. */
  abstract String paperData();

  /** Departures at every scale, and where the paper is silent. */
  abstract List<Deviation> notes();

  @Override
  public final Experiment prepare(Request request) {
    RequestCheck check = new RequestCheck(id(), request);
    check.refuse("it is a language model itself", RowSettings.LANGUAGE_MODEL);
    CaptionSource source = CaptionSource.of(check);
    CaptionRecipe recipe =
        recipe(request.scale())
            .with(new CaptionRecipe.Input(source.features().words(), source.scaled()))
            .requested(request);
    Vocabulary vocabulary = Vocabulary.of(source.corpus().train(), recipe.atLeast());
    RowSetup<CaptionRecipe> setup =
        new RowSetup<>(
            definition(recipe.size(), vocabulary),
            recipe,
            source.corpus().description(),
            settings(request, source.settings()),
            deviations(request, recipe, source));
    return new CaptionExperiment(setup, source, vocabulary, request.beam());
  }

  private NetworkDefinition definition(CaptionRecipe.Size size, Vocabulary vocabulary) {
    return new NetworkDefinition(
        title() + ", width " + size.width() + ", vocabulary of " + vocabulary.size(),
        () -> new NeuralTalk(size.width(), vocabulary.logFrequencies(), size.dropout()),
        figureLayer());
  }

  private List<Deviation> deviations(Request request, CaptionRecipe recipe, CaptionSource source) {
    List<Deviation> deviations = new ArrayList<>();
    if (request.scale() == Scale.EMBEDDED) {
      deviations.add(
          new Deviation("data", paperData(), source.corpus().description(), SCALE_IS_FOR));
    }
    deviations.addAll(differences(recipe, Map.of()));
    if (request.beam() != 1) {
      deviations.add(
          new Deviation(
              "decoding", "greedy", "beam of " + request.beam(), "asked for with --beam"));
    }
    deviations.addAll(notes());
    return deviations;
  }
}
