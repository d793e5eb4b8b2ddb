package org.dsd4j.reproductions.row;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedMomentum;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.StatefulOptimizer;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.Prediction;
import org.dsd4j.reports.store.SentencePrediction;

/** A row at a scale: everything that a run needs, settled. */
public interface Experiment {
  /**
   * The measurement of the test split.
   *
   * @param metrics values by metric id
   * @param predictions the predicted class of each example; empty where the network predicts
   *     sentences
   * @param sentences the predicted sentence of each example; empty where the network predicts
   *     classes
   * @param notes anything worth knowing beside, by key
   */
  record TestResult(
      Map<String, Double> metrics,
      List<Prediction> predictions,
      List<SentencePrediction> sentences,
      SortedMap<String, String> notes) {
    /** Copies. */
    public TestResult {
      metrics = Map.copyOf(metrics);
      predictions = List.copyOf(predictions);
      sentences = List.copyOf(sentences);
      notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
    }

    /**
     * The result of a network that predicts classes.
     *
     * @param metrics values by metric id
     * @param predictions the predicted class of each example
     * @return the result, never null
     */
    public static TestResult ofClasses(Map<String, Double> metrics, List<Prediction> predictions) {
      return new TestResult(metrics, predictions, List.of(), new TreeMap<>());
    }
  }

  /**
   * Returns the network in a few words, such as {@code ResNet-18, width 16, small-image stem}.
   *
   * @return the words
   */
  String network();

  /**
   * Returns the field, such as {@code vision}.
   *
   * @return the word
   */
  String domain();

  /**
   * Returns the data in a few words.
   *
   * @return the words
   */
  String dataset();

  /**
   * Returns every setting that decides what is computed and is not in the plan.
   *
   * @return the settings by name
   */
  SortedMap<String, String> settings();

  /**
   * Returns the plan of the DSD arm, from which the other arms are derived.
   *
   * @return the plan
   */
  DsdPlan plan();

  /**
   * Returns the metrics of the test split, the primary one first.
   *
   * @return the metrics
   */
  List<Metric> metrics();

  /**
   * Returns every departure from the paper.
   *
   * @return the deviations
   */
  List<Deviation> deviations();

  /**
   * Makes the network.
   *
   * @return a new block, not initialised
   */
  Block newBlock();

  /**
   * Returns the weights that take the place of the dense phase.
   *
   * @return the file and how its tensors are called here; empty when the dense phase is trained
   */
  default Optional<WeightFile> initialWeights() {
    return Optional.empty();
  }

  /**
   * Returns the examples in a batch.
   *
   * @return at least 1
   */
  int batch();

  /**
   * Returns the shapes of a batch of inputs.
   *
   * @return one shape for each input of the network, the first with the batch in front
   */
  Shape[] inputShapes();

  /**
   * Returns shapes of inputs from which the same parameters follow as from {@link #inputShapes()},
   * without reading any example.
   *
   * @return one shape for each input of the network
   */
  default Shape[] nominalInputShapes() {
    return inputShapes();
  }

  /**
   * Describes the shapes of a batch of inputs, without reading any example.
   *
   * @return such as {@code (64, 3, 32, 32)}, with a word where a length differs from batch to batch
   */
  default String inputWords() {
    return words(inputShapes());
  }

  /**
   * Writes shapes, one after the other.
   *
   * @param shapes such as those of a batch
   * @return such as {@code (64, 3, 32, 32)}, separated by commas
   */
  static String words(Shape... shapes) {
    return Arrays.stream(shapes).map(Shape::toString).collect(Collectors.joining(", "));
  }

  /**
   * Checks the weights that the user gave for other networks than the row's own, without using
   * them.
   *
   * @param engine the started engine
   * @return the files that fit
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when one does not
   */
  default List<Path> checkPretrainedWeights(StartedEngine engine) {
    return List.of();
  }

  /**
   * Does what has to be done once before any seed trains, such as computing features; may take
   * minutes. Without it, batches have the right shapes and may lack the right values, which is
   * enough for a dry run.
   *
   * @param context where to work
   */
  default void prepare(PreparationContext context) {}

  /**
   * Makes the loss.
   *
   * @return the mean loss over a batch
   */
  Loss newLoss();

  /**
   * Makes the optimizer.
   *
   * @param rate the learning rate of the plan
   * @return a new optimizer
   */
  StatefulOptimizer newOptimizer(Tracker rate);

  /**
   * Returns what happens to the optimizer's state of pruned weights.
   *
   * @return zeroed, unless the row overrides it
   */
  default MaskedMomentum maskedState() {
    return MaskedMomentum.ZERO;
  }

  /**
   * Returns the bound of the norm of all gradients together.
   *
   * @return empty for none
   */
  default OptionalDouble largestGradientNorm() {
    return OptionalDouble.empty();
  }

  /**
   * Makes the optimizer, decorated with masks.
   *
   * @param rate the learning rate of the plan
   * @param block the network
   * @return a new optimizer; the caller closes it
   */
  default MaskedOptimizer maskedOptimizer(Tracker rate, Block block) {
    return new MaskedOptimizer(newOptimizer(rate), block, maskedState());
  }

  /**
   * Returns the training data.
   *
   * @param seed where the order and the augmentation come from
   * @param batch the examples in a batch, at least 1
   * @return the batches
   */
  BatchSource training(long seed, int batch);

  /**
   * Returns the training data in batches of the size that the row trains with.
   *
   * @param seed where the order and the augmentation come from
   * @return the batches
   */
  default BatchSource training(long seed) {
    return training(seed, batch());
  }

  /**
   * Returns training data whose first batch is the one that takes most time and memory.
   *
   * @param batch the examples in a batch, at least 1
   * @return the batches; those of training where all take the same
   */
  default BatchSource costliest(int batch) {
    return training(1, batch);
  }

  /**
   * Returns what a batch takes on average, as a share of the first one of {@link #costliest}.
   *
   * @return in (0, 1]
   */
  default double meanShareOfCostliest() {
    return 1;
  }

  /**
   * Returns the measurement of the validation split, for learning curves.
   *
   * @return the evaluation
   */
  Evaluation validation();

  /**
   * Measures the test split. Called once for each arm, after its last step.
   *
   * @param network the network
   * @return the measurement
   */
  TestResult test(Network network);

  /**
   * Returns the parameter whose distribution is shown, as in the paper's Figure 2.
   *
   * @return its path
   */
  String figureLayer();

  /**
   * Returns a picture of some training examples.
   *
   * @return a PNG, or empty when the data cannot be pictured
   */
  default Optional<byte[]> samples() {
    return Optional.empty();
  }

  /**
   * Returns test examples whose results a report shows one by one, chosen before anything is
   * trained.
   *
   * @return PNG files by position in the test split
   */
  default SortedMap<Long, byte[]> examples() {
    return new TreeMap<>();
  }

  /**
   * Writes what is needed beside the weights to use a finished network.
   *
   * @param folder of the finished arm
   */
  default void keepModel(Path folder) {}

  /**
   * Returns what was wrong with the data so far, such as files that cannot be read.
   *
   * @return one line each, empty when all was well
   */
  List<String> dataProblems();
}
