package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.djl.checkpoint.TensorNames;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.RunSpec;
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
import org.dsd4j.reproductions.row.WeightFile;

/** A row of image classification: one network, and a recipe for each scale. */
abstract class ImageRow extends RecipeRow<ImageRecipe> {
  private final ImageProfile profile;

  ImageRow(String id, ImageProfile profile) {
    super(new Title(id, profile.name(), summary(profile)));
    this.profile = profile;
  }

  private static String summary(ImageProfile profile) {
    return String.format(
        Locale.ROOT,
        "%s on images, %.0f %% sparsity, top-1 error",
        profile.name(),
        profile.sparsity().value() * 100);
  }

  /** Makes the network, not initialised. */
  abstract Block network(ImageRecipe.Size size, int classes);

  @Override
  public abstract Optional<TorchNames> torchvision();

  /** Departures at every scale, and where the paper is silent. */
  abstract List<Deviation> notes();

  /** The paper's own settings in words, by name, where the paper's scale cannot follow them. */
  abstract Map<String, String> paperSays();

  @Override
  public final Experiment prepare(Request request) {
    return classifier(request).experiment();
  }

  /**
   * Prepares the row for another one that takes features from its network.
   *
   * @param request the scale and what goes with it
   * @return the network, how it is trained, and how its pictures are standardised
   */
  public final Classifier classifier(Request request) {
    RequestCheck check = new RequestCheck(id(), request);
    check.refuse(
        "it looks at pictures and says classes",
        RowSettings.PICTURES,
        RowSettings.BEAM,
        RowSettings.LANGUAGE_MODEL);
    ImageRecipe recipe = requested(request);
    ImageSource source = ImageSource.of(check, recipe.input());
    RowSetup<ImageRecipe> setup =
        new RowSetup<>(
            definition(recipe.size(), source.outputs()),
            recipe,
            source.corpus().description(),
            settings(request, recipe, source),
            deviations(request, recipe, source));
    return new Classifier(
        new ImageExperiment(
            setup, source, request.init().map(file -> new WeightFile(file, names()))),
        source.corpus().train(),
        source.standardization());
  }

  private NetworkDefinition definition(ImageRecipe.Size size, int outputs) {
    return new NetworkDefinition(
        profile.name() + ", width " + size.width() + ", " + size.stem().words(),
        () -> network(size, outputs),
        profile.figureLayer());
  }

  /** How the tensors of a published file are named: as in torchvision, or as here. */
  private TensorNames names() {
    return torchvision().<TensorNames>map(names -> names).orElse(TensorNames.same());
  }

  private ImageRecipe requested(Request request) {
    ImageRecipe recipe = recipe(request.scale());
    if (request.init().isEmpty()) {
      return recipe.requested(request);
    }
    ImageRecipe changed = recipe.with(recipe.plan().fromTrained()).requested(request);
    return request.epochsFactor() == 1
        ? changed.because(ImageRecipe.EPOCHS, "the dense phase is a published network")
        : changed;
  }

  private static SortedMap<String, String> settings(
      Request request, ImageRecipe recipe, ImageSource source) {
    SortedMap<String, String> settings = settings(request, source.settings());
    settings.put("width", Integer.toString(recipe.size().width()));
    settings.put("dropout", recipe.size().dropout() ? "as published" : "none");
    request.init().ifPresent(file -> settings.put(RunSpec.INITIAL_WEIGHTS, nameAndChecksum(file)));
    return settings;
  }

  private static String nameAndChecksum(Path file) {
    return file.getFileName() + ", SHA-256 " + WeightFile.ofOwnNames(file).sha256();
  }

  private List<Deviation> deviations(Request request, ImageRecipe recipe, ImageSource source) {
    List<Deviation> deviations = new ArrayList<>();
    deviations.add(
        new Deviation(
            "data",
            "ImageNet, 1.28 million pictures, 1,000 classes",
            source.corpus().description(),
            request.scale() == Scale.PAPER
                ? "a share of the training pictures is kept for validation curves"
                : SCALE_IS_FOR));
    deviations.addAll(differences(recipe, paperSays()));
    if (request.init().isEmpty()) {
      deviations.add(
          new Deviation(
              "baseline",
              "a published model",
              "trained here in the dense phase",
              "so that every arm of a seed has the same past; --init FILE starts from a model"));
    }
    deviations.addAll(notes());
    return deviations;
  }

  /** The recipe of the paper's scale, for the rows to fill in. */
  final ImageRecipe paperRecipe(int width, int side, ImageRecipe.Solver solver, DsdPlan plan) {
    return ImageRecipe.paper(profile, width, side, solver, plan);
  }

  /** One pass of DSD with the pruning of the row. */
  final DsdPlan plan(PhaseLengths lengths, PhaseRates rates) {
    return dsd(lengths, rates, pruning());
  }

  /** Per layer, as the paper; a row with layers of its own to keep dense adds them. */
  PruningPolicy pruning() {
    return PruningPolicy.perLayer(profile.sparsity())
        .excluding(profile.firstConvolution(), "first convolution, kept dense as in the paper");
  }

  /** What the paper leaves open of pruning, for the rows that prune all that can be pruned. */
  static Deviation whatIsPruned() {
    return new Deviation(
        "what is pruned",
        "not said beyond the first convolution",
        "all weights of convolutions and fully connected layers but the first convolution; no"
            + " biases or norms",
        "the paper is silent");
  }
}
