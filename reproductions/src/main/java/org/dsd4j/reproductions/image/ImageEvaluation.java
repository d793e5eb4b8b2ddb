package org.dsd4j.reproductions.image;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dsd4j.datasets.BrokenExamples;
import org.dsd4j.datasets.ImageBatch;
import org.dsd4j.datasets.ImageBatches;
import org.dsd4j.datasets.ImageDataset;
import org.dsd4j.datasets.Standardization;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.record.Direction;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.Prediction;
import org.dsd4j.reproductions.row.Experiment.TestResult;

/**
 * Top-1 and top-5 error and mean cross-entropy over a split, counted example by example. An example
 * is a top-k error when k or more classes have a higher score than its label; of equal scores the
 * lower class counts as higher.
 */
final class ImageEvaluation implements Evaluation {
  static final Metric TOP1 =
      new Metric("top1-error", "top-1 error", "%", Direction.LOWER_IS_BETTER);
  static final Metric TOP5 =
      new Metric("top5-error", "top-5 error", "%", Direction.LOWER_IS_BETTER);

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

  /** Counts, which turn into rates once, at the end. */
  private static final class Tally {
    private final List<Prediction> predictions = new ArrayList<>();
    private int classes;
    private double loss;
    private long top1Errors;
    private long top5Errors;

    /** The network may know more classes than the dataset has pictures of. */
    void add(ImageBatch batch, float[] scores) {
      classes = scores.length / batch.count();
      for (int i = 0; i < batch.count(); i++) {
        add(batch.indices()[i], batch.labels()[i], scores, i * classes);
      }
    }

    private void add(int example, int label, float[] scores, int from) {
      int above = 0;
      int best = 0;
      for (int c = 0; c < classes; c++) {
        float score = scores[from + c];
        if (score > scores[from + best]) {
          best = c;
        }
        if (score > scores[from + label] || (c < label && score == scores[from + label])) {
          above++;
        }
      }
      top1Errors += above >= 1 ? 1 : 0;
      top5Errors += above >= 5 ? 1 : 0;
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += Math.exp((double) scores[from + c] - scores[from + best]);
      }
      loss += Math.log(sum) + scores[from + best] - scores[from + label];
      predictions.add(new Prediction(example, label, best));
    }

    Map<String, Double> metrics() {
      Map<String, Double> metrics = new TreeMap<>();
      metrics.put(TOP1.id(), 100.0 * top1Errors / predictions.size());
      if (classes > 5) {
        metrics.put(TOP5.id(), 100.0 * top5Errors / predictions.size());
      }
      return metrics;
    }
  }
}
