package org.dsd4j.reproductions.speech;

import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.SentencePrediction;
import org.dsd4j.reproductions.recipe.RecipeExperiment;
import org.dsd4j.reproductions.recipe.RowSetup;
import org.dsd4j.reproductions.row.PreparationContext;

/** Speech recognition by CTC, measured by the word error rate. */
final class SpeechExperiment extends RecipeExperiment<SpeechRecipe> {
  private final String row;
  private final SpeechCorpus corpus;
  private final Decoding decoding;
  private final BrokenExamples broken;
  private final Spectrograms train;
  private final Spectrograms validation;
  private final Map<TestSet, Spectrograms> tests = new LinkedHashMap<>();
  private int threads = 1;

  SpeechExperiment(
      String row, RowSetup<SpeechRecipe> setup, SpeechSource source, Decoding decoding) {
    super(setup);
    this.row = row;
    this.corpus = source.corpus();
    this.decoding = decoding;
    broken =
        new BrokenExamples(
            corpus.train().size()
                + corpus.validation().size()
                + corpus.tests().stream().mapToInt(test -> test.utterances().size()).sum(),
            corpus.passedOver());
    train = spectrograms(corpus.train());
    validation = spectrograms(corpus.validation());
    corpus.tests().forEach(test -> tests.put(test, spectrograms(test.utterances())));
  }

  private Spectrograms spectrograms(Utterances utterances) {
    return new Spectrograms(utterances, recipe().pooled(), broken);
  }

  @Override
  public String domain() {
    return "speech recognition";
  }

  @Override
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = setup().settingsAnd(recipe().words());
    settings.put("loss", "CTC over " + Letters.COUNT + " symbols, mean over utterances");
    settings.put("order", "first epoch from short to long, then batches of like length");
    settings.put("decoding", decoding.words());
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
  public List<Metric> metrics() {
    return SpeechMetrics.of(sets());
  }

  private List<String> sets() {
    return tests.keySet().stream().map(TestSet::id).toList();
  }

  /** The shapes of a batch of the longest utterances. */
  @Override
  public Shape[] inputShapes() {
    int longest = 1;
    for (int i = 0; i < train.utterances().size(); i++) {
      longest = Math.max(longest, train.expectedFrames(i));
    }
    return shapes(longest);
  }

  /** A frame is enough: no parameter has the length of an utterance. */
  @Override
  public Shape[] nominalInputShapes() {
    return shapes(1);
  }

  private Shape[] shapes(int frames) {
    return new Shape[] {new Shape(frames, batch(), train.bins()), new Shape(batch())};
  }

  @Override
  public String inputWords() {
    return "(frames, " + batch() + ", " + train.bins() + "), (" + batch() + ")";
  }

  @Override
  public void prepare(PreparationContext context) {
    threads = context.threads();
  }

  @Override
  public Loss newLoss() {
    return new CtcLoss(Letters.BLANK, threads);
  }

  @Override
  public StatefulOptimizer newOptimizer(Tracker rate) {
    return MomentumSgd.builder()
        .setLearningRateTracker(rate)
        .optMomentum((float) recipe().solver().momentum())
        .optNesterov(true)
        .build();
  }

  @Override
  public OptionalDouble largestGradientNorm() {
    return OptionalDouble.of(recipe().solver().largestNorm());
  }

  @Override
  public BatchSource training(long seed, int batch) {
    return new SpeechBatchSource(train, batch, seed);
  }

  @Override
  public BatchSource costliest(int batch) {
    return SpeechBatchSource.longestFirst(train, batch);
  }

  @Override
  public double meanShareOfCostliest() {
    return new SpeechBatchSource(train, batch(), 1).order().meanShareOfCostliest();
  }

  @Override
  public Evaluation validation() {
    return new SpeechEvaluation(validation, decoding.decoder(), newLoss(), metrics().get(0).id());
  }

  @Override
  public TestResult test(Network network) {
    SpeechInference inference = new SpeechInference(network, decoding.decoder());
    List<SentencePrediction> sentences = new ArrayList<>();
    tests.forEach(
        (test, spectrograms) -> {
          SpeechInference.Recognition result = inference.recognize(spectrograms, newLoss());
          sentences.addAll(SpeechEvaluation.sentences(result, spectrograms, test.id()));
        });
    return new TestResult(
        SpeechMetrics.values(sets(), sentences), List.of(), sentences, new TreeMap<>());
  }

  @Override
  public SortedMap<Long, byte[]> examples() {
    return ExampleSpectrograms.of(corpus.tests().get(0).utterances());
  }

  @Override
  public void keepModel(Path folder) {
    TranscriberManifest.FILE.write(folder, TranscriberManifest.of(row, recipe()));
  }

  @Override
  public List<String> dataProblems() {
    List<String> tooShort =
        new ShortUtterances(corpus.train(), recipe().size().stride()).problems();
    return Stream.of(broken.lines(), tooShort).flatMap(List::stream).toList();
  }
}
