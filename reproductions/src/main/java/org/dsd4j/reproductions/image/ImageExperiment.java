package org.dsd4j.reproductions.image;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.ContactSheet;
import org.dsd4j.datasets.ImageCorpus;
import org.dsd4j.datasets.ImageSize;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.StatefulOptimizer;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.InitialWeights;

/** Image classification by SGD with momentum and softmax cross-entropy. */
final class ImageExperiment implements Experiment {
  private static final int SAMPLES_PER_CLASS = 12;
  private static final int SAMPLE_SCALE = 2;

  private final ImageSetup setup;
  private final BrokenExamples broken;

  ImageExperiment(ImageSetup setup) {
    this.setup = setup;
    ImageCorpus corpus = setup.corpus();
    this.broken =
        new BrokenExamples(
            corpus.train().size() + corpus.validation().size() + corpus.test().size());
  }

  @Override
  public String network() {
    return setup.network();
  }

  @Override
  public String domain() {
    return "vision";
  }

  @Override
  public String dataset() {
    return setup.corpus().description();
  }

  @Override
  public SortedMap<String, String> settings() {
    ImageCorpus corpus = setup.corpus();
    SortedMap<String, String> settings = new TreeMap<>(setup.settings());
    settings.put("batch size", Integer.toString(setup.recipe().batch()));
    settings.put("momentum", Double.toString(setup.recipe().momentum()));
    settings.put("weight decay", Double.toString(setup.recipe().weightDecay()));
    settings.put("momentum of pruned weights", "zeroed");
    settings.put("optimizer", "SGD, heavy ball");
    settings.put("augmentation", setup.recipe().pictures().words());
    settings.put("image size", corpus.train().imageSize().toString());
    settings.put("training examples", Integer.toString(corpus.train().size()));
    settings.put("validation examples", Integer.toString(corpus.validation().size()));
    settings.put("test examples", Integer.toString(corpus.test().size()));
    settings.put("classes", Integer.toString(corpus.train().classNames().size()));
    return settings;
  }

  @Override
  public DsdPlan plan() {
    return setup.recipe().plan();
  }

  @Override
  public List<Metric> metrics() {
    return setup.corpus().train().classNames().size() > 5
        ? List.of(ImageEvaluation.TOP1, ImageEvaluation.TOP5)
        : List.of(ImageEvaluation.TOP1);
  }

  @Override
  public List<Deviation> deviations() {
    return setup.deviations();
  }

  @Override
  public Block newBlock() {
    return setup.newBlock().get();
  }

  @Override
  public Optional<InitialWeights> initialWeights() {
    return setup.initialWeights();
  }

  @Override
  public int batch() {
    return setup.recipe().batch();
  }

  @Override
  public Shape[] inputShapes() {
    ImageSize size = setup.corpus().train().imageSize();
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
        .optMomentum((float) setup.recipe().momentum())
        .optWeightDecays((float) setup.recipe().weightDecay())
        .build();
  }

  @Override
  public BatchSource training(long seed, int batch) {
    return new ImageBatchSource(
        setup.corpus().train(),
        batch,
        setup.recipe().pictures().augmentation(),
        setup.standardization(),
        broken,
        seed);
  }

  @Override
  public Evaluation validation() {
    return new ImageEvaluation(setup.corpus().validation(), setup.standardization(), broken);
  }

  @Override
  public TestResult test(Network network) {
    return new ImageEvaluation(setup.corpus().test(), setup.standardization(), broken)
        .test(network);
  }

  @Override
  public String figureLayer() {
    return setup.figureLayer();
  }

  @Override
  public Optional<byte[]> samples() {
    return Optional.of(ContactSheet.png(setup.corpus().train(), SAMPLES_PER_CLASS, SAMPLE_SCALE));
  }

  @Override
  public List<String> dataProblems() {
    return broken.causes();
  }
}
