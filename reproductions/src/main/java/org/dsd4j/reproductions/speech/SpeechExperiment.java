package org.dsd4j.reproductions.speech;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.datasets.speech.SpeechCorpus;
import org.dsd4j.datasets.speech.TestSet;
import org.dsd4j.datasets.speech.Utterances;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.kit.ctc.CtcLoss;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MomentumSgd;
import org.dsd4j.djl.optimizer.StatefulOptimizer;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.SentencePrediction;
import org.dsd4j.reproductions.row.Experiment;
import org.dsd4j.reproductions.row.InitialWeights;
import org.dsd4j.reproductions.row.Workplace;

/** Speech recognition by CTC, measured by the word error rate. */
final class SpeechExperiment implements Experiment {
  private final SpeechSetup setup;
  private final BrokenExamples broken;
  private final Spectrograms train;
  private final Spectrograms validation;
  private final Map<TestSet, Spectrograms> tests = new LinkedHashMap<>();
  private final TooShort tooShort;
  private int threads = 1;

  SpeechExperiment(SpeechSetup setup) {
    this.setup = setup;
    SpeechCorpus corpus = setup.corpus();
    broken =
        new BrokenExamples(
            corpus.train().size()
                + corpus.validation().size()
                + corpus.tests().stream().mapToInt(test -> test.utterances().size()).sum());
    train = spectrograms(corpus.train());
    validation = spectrograms(corpus.validation());
    corpus.tests().forEach(test -> tests.put(test, spectrograms(test.utterances())));
    tooShort = new TooShort(corpus.train(), setup.recipe().size().stride());
  }

  private Spectrograms spectrograms(Utterances utterances) {
    return new Spectrograms(utterances, setup.recipe().pooled(), broken);
  }

  @Override
  public String network() {
    SpeechRecipe.Size size = setup.recipe().size();
    return setup.name()
        + ", width "
        + size.width()
        + (size.channels() > 0 ? ", " + size.channels() + " channels" : "")
        + ", "
        + setup.recipe().bins()
        + " bins";
  }

  @Override
  public String domain() {
    return "speech recognition";
  }

  @Override
  public String dataset() {
    return setup.corpus().description();
  }

  @Override
  public SortedMap<String, String> settings() {
    SpeechCorpus corpus = setup.corpus();
    SortedMap<String, String> settings = new TreeMap<>(setup.settings());
    settings.putAll(setup.recipe().words());
    settings.put("loss", "CTC over " + Letters.COUNT + " symbols, mean over utterances");
    settings.put("order", "first epoch from short to long, then batches of like length");
    settings.put("decoding", setup.decoding().words());
    settings.put("training utterances", Integer.toString(corpus.train().size()));
    settings.put("validation utterances", Integer.toString(corpus.validation().size()));
    corpus
        .tests()
        .forEach(
            test ->
                settings.put(
                    "test utterances" + (test.id().isEmpty() ? "" : ", " + test.label()),
                    Integer.toString(test.utterances().size())));
    return settings;
  }

  @Override
  public DsdPlan plan() {
    return setup.recipe().plan();
  }

  @Override
  public List<Metric> metrics() {
    return SpeechMetrics.of(sets());
  }

  private List<String> sets() {
    return tests.keySet().stream().map(TestSet::id).toList();
  }

  @Override
  public List<Deviation> deviations() {
    return setup.deviations();
  }

  @Override
  public Block newBlock() {
    return setup.network().apply(setup.recipe().size());
  }

  @Override
  public Optional<InitialWeights> initialWeights() {
    return Optional.empty();
  }

  @Override
  public int batch() {
    return setup.recipe().solver().batch();
  }

  /** The shapes of a batch of the longest utterances. */
  @Override
  public Shape[] inputShapes() {
    int longest = 1;
    for (int i = 0; i < train.utterances().size(); i++) {
      longest = Math.max(longest, train.expectedFrames(i));
    }
    return new Shape[] {new Shape(longest, batch(), train.bins()), new Shape(batch())};
  }

  @Override
  public void prepare(Workplace place) {
    threads = place.threads();
  }

  @Override
  public Loss newLoss() {
    return new CtcLoss(Letters.BLANK, threads);
  }

  @Override
  public StatefulOptimizer newOptimizer(Tracker rate) {
    return MomentumSgd.builder()
        .setLearningRateTracker(rate)
        .optMomentum((float) setup.recipe().solver().momentum())
        .optNesterov(true)
        .build();
  }

  @Override
  public OptionalDouble largestGradientNorm() {
    return OptionalDouble.of(setup.recipe().solver().largestNorm());
  }

  @Override
  public BatchSource training(long seed, int batch) {
    return new SpeechBatchSource(train, batch, seed);
  }

  @Override
  public Evaluation validation() {
    return new SpeechEvaluation(
        validation, setup.decoding().decoder(), newLoss(), metrics().get(0).id());
  }

  @Override
  public TestResult test(Network network) {
    Listener listener = new Listener(network, setup.decoding().decoder());
    List<SentencePrediction> sentences = new ArrayList<>();
    tests.forEach(
        (test, spectrograms) -> {
          Listener.Heard heard = listener.listen(spectrograms, newLoss());
          sentences.addAll(SpeechEvaluation.sentences(heard, spectrograms, test.id()));
        });
    return new TestResult(
        SpeechMetrics.values(sets(), sentences), List.of(), sentences, new TreeMap<>());
  }

  @Override
  public String figureLayer() {
    return setup.figureLayer();
  }

  @Override
  public Optional<byte[]> samples() {
    return Optional.empty();
  }

  @Override
  public SortedMap<Long, byte[]> examples() {
    return ExampleSpectrograms.of(setup.corpus().tests().get(0).utterances());
  }

  @Override
  public void keepModel(Path folder) {
    HearerFile.write(folder, setup.row(), setup.recipe());
  }

  @Override
  public List<String> dataProblems() {
    return Stream.of(setup.corpus().problems(), broken.causes(), tooShort.problems())
        .flatMap(List::stream)
        .toList();
  }
}
