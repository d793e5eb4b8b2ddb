package org.dsd4j.reproductions.image;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.DataException;
import org.dsd4j.datasets.ImageBatch;
import org.dsd4j.datasets.ImageBatches;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.metric.ClassErrors;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.Prediction;
import org.dsd4j.reproductions.row.Experiment.TestResult;

/** Top-1 and top-5 error and mean cross-entropy over a split, counted example by example. */
final class ImageEvaluation implements Evaluation {
  static final Metric TOP1 = ClassErrors.TOP1;
  static final Metric TOP5 = ClassErrors.TOP5;

  /** As many values as 128 pictures of 64 x 64 pixels have, so that large pictures fit too. */
  private static final int VALUES = 128 * 3 * 64 * 64;

  private static final int SMALLEST_BATCH = 8;
  private static final int LARGEST_BATCH = 128;

  private final ImageDataset dataset;
  private final Standardization standardization;
  private final BrokenExamples broken;

  ImageEvaluation(ImageDataset dataset, Standardization standardization, BrokenExamples broken) {
    this.dataset = dataset;
    this.standardization = standardization;
    this.broken = broken;
  }

  @Override
  public Map<String, Double> measure(Network network) {
    Tally tally = evaluate(network);
    Map<String, Double> metrics = tally.metrics();
    metrics.put("loss", tally.loss / tally.predictions.size());
    return metrics;
  }

  TestResult test(Network network) {
    Tally tally = evaluate(network);
    return TestResult.ofClasses(tally.metrics(), tally.predictions);
  }

  private Tally evaluate(Network network) {
    Tally tally = new Tally();
    int[] order = IntStream.range(0, dataset.size()).toArray();
    try (ImageBatches batches =
        ImageBatches.builder(dataset, order)
            .batchSize(batchSize())
            .threads(ImageBatchSource.decoders(dataset.imageSize()))
            .standardization(standardization)
            .broken(broken)
            .open()) {
      while (batches.hasNext()) {
        ImageBatch batch = batches.next();
        if (batch.count() > 0) {
          tally.add(batch, scores(network, batch));
        }
      }
    }
    if (tally.predictions.isEmpty()) {
      throw new DataException(
          "none of the %d pictures of a split can be read, so there is nothing to measure; repair them: %s"
              .formatted(dataset.size(), String.join("; ", broken.lines())));
    }
    return tally;
  }

  private int batchSize() {
    int fitting = VALUES / dataset.imageSize().pixels();
    return Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, fitting));
  }

  private float[] scores(Network network, ImageBatch batch) {
    try (NDManager manager = network.manager().newSubManager()) {
      TrainingBatch arrays = ImageBatchSource.toArrays(batch, dataset.imageSize(), manager);
      return ArrayValues.floats(network.forward(arrays.data(), false).get(0));
    }
  }

  /**
   * The prediction for one example. A score that is not a number ranks before the right class, and
   * a right class with such a score ranks last: a broken network must not look like a good one.
   */
  static Prediction prediction(int example, int label, float... scores) {
    int rank = 1;
    int best = 0;
    for (int c = 0; c < scores.length; c++) {
      if (scores[c] > scores[best]) {
        best = c;
      }
      boolean behind = scores[c] < scores[label] || (c > label && scores[c] == scores[label]);
      rank += c == label || behind ? 0 : 1;
    }
    return new Prediction(example, label, best, OptionalInt.of(rank));
  }

  /** Counts, which turn into rates once, at the end. */
  private static final class Tally {
    private final List<Prediction> predictions = new ArrayList<>();
    private final long[] counts = new long[ClassErrors.COUNTS];
    private int classes;
    private double loss;

    /** The network may know more classes than the dataset has pictures of. */
    void add(ImageBatch batch, float[] scores) {
      classes = scores.length / batch.count();
      for (int i = 0; i < batch.count(); i++) {
        float[] own = Arrays.copyOfRange(scores, i * classes, (i + 1) * classes);
        add(prediction(batch.indices()[i], batch.labels()[i], own), own);
      }
    }

    private void add(Prediction prediction, float... scores) {
      predictions.add(prediction);
      long[] one = ClassErrors.count(prediction);
      Arrays.setAll(counts, i -> counts[i] + one[i]);
      float best = scores[prediction.predicted()];
      double sum = 0;
      for (float score : scores) {
        sum += Math.exp((double) score - best);
      }
      loss += Math.log(sum) + best - scores[prediction.label()];
    }

    Map<String, Double> metrics() {
      Map<String, Double> metrics = new TreeMap<>();
      metrics.put(TOP1.id(), ClassErrors.rate(TOP1.id(), counts));
      if (classes > 5) {
        metrics.put(TOP5.id(), ClassErrors.rate(TOP5.id(), counts));
      }
      return metrics;
    }
  }
}
