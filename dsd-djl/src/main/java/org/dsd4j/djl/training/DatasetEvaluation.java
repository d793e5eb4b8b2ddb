package org.dsd4j.djl.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.loss.Loss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;

/**
 * The mean loss over the examples of a DJL dataset, and the results of DJL's evaluators, such as
 * {@code Accuracy}.
 */
final class DatasetEvaluation implements Evaluation {
  /** The name of the loss among the figures. */
  static final String LOSS = "loss";

  private static final String KEY = "dsd";

  private final DatasetBatches batches;
  private final Loss loss;
  private final List<Evaluator> evaluators;
  private final BatchListener listener;

  DatasetEvaluation(DatasetBatches batches, Loss loss, List<Evaluator> evaluators) {
    this(batches, loss, evaluators, (batch, outputs) -> {});
  }

  DatasetEvaluation(
      DatasetBatches batches, Loss loss, List<Evaluator> evaluators, BatchListener listener) {
    this.batches = batches;
    this.listener = listener;
    this.loss = loss;
    this.evaluators = evaluators;
  }

  @Override
  public Map<String, Double> measure(Network network) {
    return measure(network, batches.stepsPerEpoch(), listener);
  }

  /**
   * Measures only the first batch, so that data, loss and evaluators that do not fit together are
   * detected before a training and not after its first phase.
   */
  void tryOut(Network network) {
    measure(network, 1, (batch, outputs) -> {});
  }

  private Map<String, Double> measure(Network network, long steps, BatchListener notified) {
    evaluators.forEach(evaluator -> evaluator.addAccumulator(KEY));
    double sum = 0;
    long examples = 0;
    try (NDManager owner = network.manager().newSubManager();
        var stream = batches.open(0, owner)) {
      for (long step = 0; step < steps; step++) {
        try (NDManager manager = owner.newSubManager()) {
          TrainingBatch batch = stream.next(manager);
          NDList outputs = network.forward(batch.data(), false);
          sum += ArrayValues.scalar(loss.evaluate(batch.labels(), outputs)) * batch.size();
          examples += batch.size();
          for (Evaluator evaluator : evaluators) {
            evaluator.updateAccumulator(KEY, batch.labels(), outputs);
          }
          notified.seen(batch, outputs);
        }
      }
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put(LOSS, sum / examples);
    for (Evaluator evaluator : evaluators) {
      metrics.put(evaluator.getName(), (double) evaluator.getAccumulator(KEY));
    }
    return metrics;
  }
}
