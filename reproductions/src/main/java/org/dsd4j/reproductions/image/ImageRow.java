package org.dsd4j.reproductions.image;

import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.datasets.classfolder.ClassFolders;
import org.dsd4j.datasets.imagenet.ImageNetFolders;
import org.dsd4j.datasets.shapes.ShapeScenes;
import org.dsd4j.djl.checkpoint.PretrainedWeights;
import org.dsd4j.djl.checkpoint.TensorNames;
import org.dsd4j.djl.checkpoint.TorchNames;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reproductions.network.Stem;
import org.dsd4j.reproductions.row.Differences;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.InitialWeights;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.Row;
import org.dsd4j.reproductions.row.Scale;
import org.dsd4j.reproductions.row.SettingWords;
import org.dsd4j.reproductions.row.UsageException;

/**
 * A row of image classification: one network, and a recipe for each scale.
 *
 * <p>The deviations of a scale are not a list that somebody keeps. They are what differs between
 * its recipe and that of the paper's scale, setting by setting, each with the reason that the
 * recipe gives; a difference without a reason is an error.
 */
abstract class ImageRow implements Row {
  /** The corpus is one and the same for every seed of the run, as a real one is. */
  private static final long CORPUS_SEED = 1607_04381;

  private static final double VALIDATION_SHARE = 0.1;
  private static final int IMAGENET_CLASSES = 1000;

  private final Profile profile;

  /**
   * What is fixed about a row.
   *
   * @param id the name that commands use
   * @param title the name of the network as the paper writes it
   * @param sparsity the share of each layer that is pruned
   * @param firstConvolution the path of the weight that stays dense, as in the paper
   * @param figureLayer the path of the weight whose distribution is shown
   * @param smallStem what {@link Stem#SMALL_IMAGE} has in place of the published stem
   * @param publishedStem what the published network has there
   * @param whySmallStem why small pictures need it
   * @param dropout the published dropout in words; {@code none} where there is none
   */
  record Profile(
      String id,
      String title,
      Sparsity sparsity,
      String firstConvolution,
      String figureLayer,
      String smallStem,
      String publishedStem,
      String whySmallStem,
      String dropout) {
    /** The reason of most networks, whose published stem halves the size at once. */
    static final String WOULD_SHRINK = "so small pictures would shrink to one pixel";
  }

  ImageRow(Profile profile) {
    this.profile = profile;
  }

  /** Makes the network; {@code dropout} is false where nothing shall drop out. */
  abstract Block network(Stem stem, int width, int classes, boolean dropout);

  /** The recipe of the paper, or of the solver that came with the network. */
  abstract Recipe paper();

  /** The recipe for pictures of 32 pixels. */
  abstract Recipe workstation();

  /** The recipe for generated pictures. */
  abstract Recipe embedded();

  private Recipe recipe(Scale scale) {
    return switch (scale) {
      case PAPER -> paper();
      case WORKSTATION -> workstation();
      case EMBEDDED -> embedded();
    };
  }

  @Override
  public abstract Optional<TorchNames> torchvision();

  /** How the tensors of a published file are called: as by torchvision, or as here. */
  private TensorNames names() {
    return torchvision().<TensorNames>map(names -> names).orElse(TensorNames.same());
  }

  /** Departures at every scale, and where the paper is silent. */
  abstract List<Deviation> notes();

  /** What the paper's own training says of a setting, where the paper's scale cannot follow. */
  abstract Map<String, String> paperSays();

  @Override
  public final String id() {
    return profile.id();
  }

  @Override
  public final String title() {
    return profile.title();
  }

  @Override
  public final String summary() {
    return String.format(
        Locale.ROOT,
        "%s on images, %.0f %% sparsity, top-1 error",
        profile.title(),
        profile.sparsity().value() * 100);
  }

  @Override
  public final Experiment prepare(Request request) {
    return new ImageExperiment(setup(request));
  }

  /**
   * Prepares the row for another one that looks through its network.
   *
   * @param request the scale and what goes with it
   * @return the network, how it is trained, and how its pictures are standardised
   */
  public final Classifier classifier(Request request) {
    ImageSetup setup = setup(request);
    return new Classifier(
        new ImageExperiment(setup), setup.corpus().train(), setup.standardization());
  }

  private ImageSetup setup(Request request) {
    Recipe recipe = requested(request);
    ImageCorpus corpus = corpus(request, recipe);
    Stem stem = stem(request.scale());
    int classes =
        request.scale() == Scale.PAPER ? IMAGENET_CLASSES : corpus.train().classNames().size();
    return new ImageSetup(
        profile.title() + ", width " + recipe.width() + ", " + stem.words(),
        () -> network(stem, recipe.width(), classes, recipe.dropout()),
        corpus,
        request.scale() == Scale.PAPER
            ? Standardization.IMAGENET
            : Standardization.of(corpus.train(), ImageSetup.STANDARDIZE_BY),
        recipe,
        profile.figureLayer(),
        request.init().map(file -> new InitialWeights(file, names())),
        settings(request, recipe),
        deviations(request, recipe, corpus));
  }

  private Recipe requested(Request request) {
    if (request.pictures().isPresent()
        || request.beam() != 1
        || request.languageModel().isPresent()) {
      throw new UsageException(
          id()
              + " has no use for --pictures, --beam and --lm: it looks at pictures and says"
              + " classes");
    }
    Recipe recipe = recipe(request.scale());
    DsdPlan plan = request.init().isPresent() ? recipe.plan().fromTrained() : recipe.plan();
    Recipe changed = recipe.with(plan.scaledBudgets(request.epochsFactor()));
    if (stem(request.scale()) == Stem.SMALL_IMAGE) {
      changed = changed.because("stem", profile.whySmallStem());
    }
    if (request.width().isPresent()) {
      changed =
          changed.withWidth(request.width().getAsInt()).because("width", "asked for with --width");
    }
    Optional<String> whyEpochs = request.whyEpochs(recipe.reason("epochs"));
    if (whyEpochs.isPresent()) {
      changed = changed.because("epochs", whyEpochs.get());
    } else if (request.init().isPresent()) {
      changed = changed.because("epochs", "the dense phase is a published network");
    }
    return changed;
  }

  private static Stem stem(Scale scale) {
    return scale == Scale.PAPER ? Stem.IMAGENET : Stem.SMALL_IMAGE;
  }

  private ImageCorpus corpus(Request request, Recipe recipe) {
    return switch (request.scale()) {
      case EMBEDDED -> ShapeScenes.corpus(recipe.generated(), CORPUS_SEED);
      case WORKSTATION ->
          ClassFolders.open(
              folder(request, "a folder {train,test}/<class>/<pictures>"),
              ImageSize.rgb(recipe.side()),
              VALIDATION_SHARE,
              CORPUS_SEED);
      case PAPER ->
          ImageNetFolders.open(
              folder(request, "the folder of ILSVRC-2012 with train/<wnid>/*.JPEG and val/"),
              ImageNetFolders.Settings.ofSide(recipe.side(), CORPUS_SEED));
    };
  }

  private Path folder(Request request, String what) {
    return request
        .data()
        .orElseThrow(
            () ->
                new UsageException(
                    id() + " --scale " + request.scale().id() + " needs --data DIR, " + what));
  }

  private static Map<String, String> settings(Request request, Recipe recipe) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("width", Integer.toString(recipe.width()));
    settings.put("dropout", recipe.dropout() ? "as published" : "none");
    if (request.scale() == Scale.EMBEDDED) {
      settings.put("generated pictures", SettingWords.of(recipe.generated()));
    }
    settings.put("epochs factor", Double.toString(request.epochsFactor()));
    request
        .init()
        .ifPresent(
            file ->
                settings.put(
                    RunSpec.INITIAL_WEIGHTS,
                    file.getFileName() + ", SHA-256 " + PretrainedWeights.sha256(file)));
    return settings;
  }

  private List<Deviation> deviations(Request request, Recipe recipe, ImageCorpus corpus) {
    List<Deviation> deviations = new ArrayList<>();
    deviations.add(
        new Deviation(
            "data",
            "ImageNet, 1.28 million pictures, 1,000 classes",
            corpus.description(),
            request.scale() == Scale.PAPER
                ? "a share of the training pictures is kept for validation curves"
                : "the machine and the time that this scale is for"));
    Map<String, String> paper =
        RecipeWords.of(recipe(Scale.PAPER), profile.publishedStem(), profile.dropout());
    paper.putAll(paperSays());
    boolean small = stem(request.scale()) == Stem.SMALL_IMAGE;
    Map<String, String> here =
        RecipeWords.of(
            recipe, small ? profile.smallStem() : profile.publishedStem(), profile.dropout());
    deviations.addAll(Differences.between(id(), paper, here, recipe::reason));
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

  /** D, S and D with the same schedule inside each phase and a rate for each. */
  final DsdPlan plan(Budget dense, Budget sparse, Budget redense, Rates rates) {
    return DsdPlan.of(
        new Phase.Dense("dense", dense, rates.dense()),
        new Phase.Sparse("sparse", sparse, rates.sparse(), pruning()),
        new Phase.Redense("redense", redense, rates.redense()));
  }

  /** The rates of the three phases. */
  record Rates(LearningRate dense, LearningRate sparse, LearningRate redense) {
    /** As the paper's tables: S one decade and D two decades below the dense phase. */
    static Rates byDecades(LearningRate dense) {
      return new Rates(dense, dense.scaled(0.1), dense.scaled(0.01));
    }
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
