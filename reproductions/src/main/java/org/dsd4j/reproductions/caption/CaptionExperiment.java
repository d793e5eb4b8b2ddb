package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.caption.CaptionCorpus;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedMomentum;
import org.dsd4j.djl.optimizer.RmsProp;
import org.dsd4j.djl.optimizer.StatefulOptimizer;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.metric.Bleu;
import org.dsd4j.reports.metric.BleuCounts;
import org.dsd4j.reports.metric.CaptionMetrics;
import org.dsd4j.reports.metric.CaptionVariety;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.SentencePrediction;
import org.dsd4j.reproductions.recipe.RecipeExperiment;
import org.dsd4j.reproductions.recipe.RowSetup;
import org.dsd4j.reproductions.row.PreparationContext;

/** Captioning with frozen image features, by rmsprop, measured by BLEU. */
final class CaptionExperiment extends RecipeExperiment<CaptionRecipe> {
  /** Tokens of a usual sentence, for shapes alone: how many a batch has differs. */
  private static final int USUAL_LENGTH = 12;

  private final CaptionSource source;
  private final CaptionCorpus corpus;
  private final Vocabulary vocabulary;
  private final int beam;
  private final BrokenExamples broken;
  private final CaptionData data;

  CaptionExperiment(
      RowSetup<CaptionRecipe> setup, CaptionSource source, Vocabulary vocabulary, int beam) {
    super(setup);
    this.source = source;
    this.corpus = source.corpus();
    this.vocabulary = vocabulary;
    this.beam = beam;
    this.broken =
        new BrokenExamples(
            corpus.train().size() + corpus.validation().size() + corpus.test().size(),
            corpus.passedOver());
    this.data = new CaptionData(source);
  }

  @Override
  public String domain() {
    return "image captions";
  }

  @Override
  public SortedMap<String, String> settings() {
    SortedMap<String, String> settings = setup().settingsAnd(recipe().words());
    settings.put("optimizer", "rmsprop, decay 0.999, epsilon 1e-8 under the root");
    settings.put("state of pruned weights", "goes on as if they were there");
    settings.put("decoding", beam == 1 ? "greedy" : "beam of " + beam);
    settings.put("vocabulary size", Integer.toString(vocabulary.size()));
    settings.put("training pictures", Integer.toString(corpus.train().size()));
    settings.put("training captions", Long.toString(vocabulary.sentences()));
    settings.put("validation pictures", Integer.toString(corpus.validation().size()));
    settings.put("test pictures", Integer.toString(corpus.test().size()));
    settings.put("BLEU", Bleu.signature(mostReferences(corpus.test()), false));
    settings.put("BLEU with penalty", Bleu.signature(mostReferences(corpus.test()), true));
    return settings;
  }

  private static int mostReferences(CaptionedPictures pictures) {
    return IntStream.range(0, pictures.size())
        .map(i -> pictures.captions(i).size())
        .max()
        .orElse(1);
  }

  @Override
  public List<Metric> metrics() {
    return CaptionMetrics.all();
  }

  @Override
  public Shape[] inputShapes() {
    return new Shape[] {
      new Shape(batch(), source.features().dimension()),
      new Shape((long) batch() * USUAL_LENGTH),
      new Shape(USUAL_LENGTH)
    };
  }

  @Override
  public List<Path> checkPretrainedWeights(StartedEngine engine) {
    return source.features().checkPretrainedWeights(engine);
  }

  @Override
  public void prepare(PreparationContext context) {
    data.prepare(context, broken);
  }

  @Override
  public Loss newLoss() {
    return new SentenceLoss();
  }

  @Override
  public StatefulOptimizer newOptimizer(Tracker rate) {
    return RmsProp.builder()
        .setLearningRateTracker(rate)
        .optWeightDecays((float) (recipe().solver().penalty() / batch()))
        .optClipGrad((float) recipe().solver().clip())
        .build();
  }

  /**
   * The mean square of a pruned weight goes on: were it zeroed, the first steps of a revived weight
   * would be up to 30 times as long as those of the others.
   */
  @Override
  public MaskedMomentum maskedState() {
    return MaskedMomentum.KEEP;
  }

  @Override
  public BatchSource training(long seed, int batch) {
    CaptionSplit train = data.train();
    return new CaptionBatchSource(train.pairs(vocabulary), train.features(), batch, seed);
  }

  @Override
  public Evaluation validation() {
    return new CaptionEvaluation(data.validation(), vocabulary, beam);
  }

  @Override
  public TestResult test(Network network) {
    CaptionSplit test = data.test();
    CaptionEvaluation evaluation = new CaptionEvaluation(test, vocabulary, beam);
    List<List<String>> captions = evaluation.captions(network);
    List<SentencePrediction> sentences = new ArrayList<>();
    for (int row = 0; row < captions.size(); row++) {
      int example = test.features().examples()[row];
      sentences.add(
          new SentencePrediction(
              example, test.pictures().name(example), captions.get(row), test.references(row)));
    }
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put(ArmResult.WITHOUT_LOOKING, constant(false));
    notes.put(ArmResult.WITHOUT_LOOKING + " with brevity penalty", constant(true));
    return new TestResult(
        CaptionMetrics.values(
            evaluation.counts(captions), CaptionVariety.of(captions, trainingCaptions())),
        List.of(),
        sentences,
        notes);
  }

  private Set<List<String>> trainingCaptions() {
    CaptionedPictures train = corpus.train();
    Set<List<String>> captions = new HashSet<>();
    for (int i = 0; i < train.size(); i++) {
      captions.addAll(train.captions(i));
    }
    return captions;
  }

  /** What a model would have to beat to have looked at the pictures. */
  private String constant(boolean brevityPenalty) {
    List<String> caption =
        new ConstantCaption(corpus.validation()).best(corpus.train(), brevityPenalty);
    BleuCounts counts = new ConstantCaption(corpus.test()).counts(caption);
    return IntStream.rangeClosed(1, BleuCounts.ORDERS)
        .mapToObj(n -> String.format(Locale.ROOT, "%.1f", Bleu.score(counts, n, brevityPenalty)))
        .collect(
            Collectors.joining(
                " / ",
                "\"" + String.join(" ", caption) + "\" for every picture: BLEU-1 to 4 ",
                ""));
  }

  @Override
  public SortedMap<Long, byte[]> examples() {
    return ExamplePictures.of(corpus.test(), source.pictureSide());
  }

  @Override
  public void keepModel(Path folder) {
    CaptionerManifest.FILE.write(
        folder,
        CaptionerManifest.of(
            recipe().size().width(), source.features().spec(), data.scale(), vocabulary));
    source.features().keepWeights(folder);
  }

  @Override
  public List<String> dataProblems() {
    return broken.lines();
  }
}
