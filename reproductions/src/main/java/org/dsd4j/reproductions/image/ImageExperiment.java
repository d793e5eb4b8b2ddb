package org.dsd4j.reproductions.image;

import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.ContactSheet;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.StatefulOptimizer;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reproductions.recipe.RecipeExperiment;
import org.dsd4j.reproductions.recipe.RowSetup;
import org.dsd4j.reproductions.row.WeightFile;

/** Image classification by SGD with momentum and softmax cross-entropy. */
final class ImageExperiment extends RecipeExperiment<ImageRecipe> {
  private static final int SAMPLES_PER_CLASS = 12;
  private static final int SAMPLE_SCALE = 2;

  private final ImageSource source;
  private final Optional<WeightFile> initialWeights;
  private final BrokenExamples broken;

  ImageExperiment(
      RowSetup<ImageRecipe> setup, ImageSource source, Optional<WeightFile> initialWeights) {
    super(setup);
    this.source = source;
    this.initialWeights = initialWeights;
    ImageCorpus corpus = source.corpus();
    this.broken =
        new BrokenExamples(
            corpus.train().size() + corpus.validation().size() + corpus.test().size(),
            corpus.passedOver());
  }

  @Override
  public String domain() {
    return "vision";
  }

  @Override
  public SortedMap<String, String> settings() {
    ImageCorpus corpus = source.corpus();
    SortedMap<String, String> settings = new TreeMap<>(setup().settings());
    settings.put("batch size", Integer.toString(batch()));
    settings.put("momentum", Double.toString(recipe().solver().momentum()));
    settings.put("weight decay", Double.toString(recipe().solver().weightDecay()));
    settings.put("momentum of pruned weights", "zeroed");
    settings.put("optimizer", "SGD, heavy ball");
    settings.put("augmentation", recipe().input().training().words());
    settings.put("image size", corpus.train().imageSize().toString());
    settings.put("training examples", Integer.toString(corpus.train().size()));
    settings.put("validation examples", Integer.toString(corpus.validation().size()));
    settings.put("test examples", Integer.toString(corpus.test().size()));
    settings.put("classes", Integer.toString(corpus.train().classNames().size()));
    return settings;
  }

  @Override
  public List<Metric> metrics() {
    return source.corpus().train().classNames().size() > 5
        ? List.of(ImageEvaluation.TOP1, ImageEvaluation.TOP5)
        : List.of(ImageEvaluation.TOP1);
  }

  @Override
  public Optional<WeightFile> initialWeights() {
    return initialWeights;
  }

  @Override
  public Shape[] inputShapes() {
    ImageSize size = source.corpus().train().imageSize();
    return new Shape[] {new Shape(batch(), size.channels(), size.height(), size.width())};
  }

  @Override
  public Loss newLoss() {
    return new HeadsLoss();
  }

  @Override
  public StatefulOptimizer newOptimizer(Tracker rate) {
    return MomentumSgd.builder()
        .setLearningRateTracker(rate)
        .optMomentum((float) recipe().solver().momentum())
        .optWeightDecays((float) recipe().solver().weightDecay())
        .build();
  }

  @Override
  public BatchSource training(long seed, int batch) {
    return new ImageBatchSource(
        source.corpus().train(),
        batch,
        recipe().input().training().augmentation(),
        source.standardization(),
        broken,
        seed);
  }

  @Override
  public Evaluation validation() {
    return new ImageEvaluation(source.corpus().validation(), source.standardization(), broken);
  }

  @Override
  public TestResult test(Network network) {
    return new ImageEvaluation(source.corpus().test(), source.standardization(), broken)
        .test(network);
  }

  @Override
  public Optional<byte[]> samples() {
    return Optional.of(ContactSheet.png(source.corpus().train(), SAMPLES_PER_CLASS, SAMPLE_SCALE));
  }

  @Override
  public List<String> dataProblems() {
    return broken.lines();
  }
}
