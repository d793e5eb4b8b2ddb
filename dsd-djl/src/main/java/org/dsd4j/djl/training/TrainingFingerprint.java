package org.dsd4j.djl.training;

import ai.djl.training.optimizer.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.djl.checkpoint.Fingerprint;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.StatefulOptimizer;

/**
 * The settings that the result of a training depends on to the bit, except engine, machine and
 * threads.
 */
final class TrainingFingerprint {
  private TrainingFingerprint() {}

  static Fingerprint of(
      DsdTraining training,
      DsdPlan plan,
      Network network,
      DatasetBatches batches,
      Optimizer optimizer) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < plan.phases().size(); i++) {
      settings.put("phase " + (i + 1), plan.phases().get(i).toString());
    }
    settings.put("seed", Long.toString(training.seed));
    settings.put("batch size", Integer.toString(training.batchSize));
    settings.put("batches of an update", Integer.toString(training.settings.accumulated()));
    settings.put("examples", Long.toString(batches.examples()));
    settings.put("order", batches.orderName());
    settings.put("loss", training.loss.getClass().getSimpleName());
    settings.put("optimizer", description(optimizer));
    settings.put("momentum of pruned weights", training.momentum.toString());
    settings.put("precision", training.precision.id());
    settings.put("largest norm of gradients", training.settings.largestNorm().toString());
    settings.put(
        "best weights", training.bestMetric.map(n -> n + " " + training.better).orElse("-"));
    List<String> frozen =
        network.parameters().all().stream()
            .filter(NamedParameter::frozen)
            .map(NamedParameter::path)
            .toList();
    settings.put("frozen", frozen.isEmpty() ? "-" : String.join(" ", frozen));
    return new Fingerprint(settings);
  }

  private static String description(Optimizer optimizer) {
    return optimizer instanceof StatefulOptimizer stateful
        ? stateful.description()
        : optimizer.getClass().getName();
  }
}
