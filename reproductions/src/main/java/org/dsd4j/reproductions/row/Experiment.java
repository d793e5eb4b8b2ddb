package org.dsd4j.reproductions.row;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.StatefulOptimizer;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.Prediction;

/** A row at a scale: everything that a run needs, settled. */
public interface Experiment {
  /**
   * The measurement of the test split.
   *
   * @param metrics values by metric id
   * @param predictions what the network said of each example
   */
  record TestResult(Map<String, Double> metrics, List<Prediction> predictions) {
    /** Copies. */
    public TestResult {
      metrics = Map.copyOf(metrics);
      predictions = List.copyOf(predictions);
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
  Optional<InitialWeights> initialWeights();

  /**
   * Returns the shape of a batch of inputs.
   *
   * @return the shape, batch first
   */
  Shape inputShape();

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
   * Returns the training data.
   *
   * @param seed where the order and the augmentation come from
   * @return the batches
   */
  BatchSource training(long seed);

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
  Optional<byte[]> samples();

  /**
   * Returns what was wrong with the data so far, such as files that cannot be read.
   *
   * @return one line each, empty when all was well
   */
  List<String> dataProblems();
}
