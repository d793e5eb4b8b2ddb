package org.dsd4j.djl.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.metric.Metrics;
import ai.djl.ndarray.NDList;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.EarlyStoppingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import ai.djl.translate.Batchifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;

/**
 * Notifies listeners of DJL of what the loop does, in the order of DJL's own loop. They expect a
 * {@code Trainer}, so they get one with the user's block, optimizer and evaluators, which is not
 * used for training.
 */
final class TrainingListenerBridge implements DsdObserver, AutoCloseable {
  private final Model model;
  private final Trainer trainer;
  private final Device device;
  private final long examples;
  private long progress;
  private volatile boolean stopped;

  TrainingListenerBridge(
      List<TrainingListener> listeners,
      Network network,
      MaskedOptimizer optimizer,
      Loss loss,
      List<Evaluator> evaluators,
      long examples) {
    device = network.manager().getDevice();
    this.examples = examples;
    model = Model.newInstance("dsd", device, network.manager().getEngine().getEngineName());
    model.setBlock(network.block());
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(loss)
            .optOptimizer(optimizer)
            .optDevices(new Device[] {device})
            .addTrainingListeners(listeners.toArray(new TrainingListener[0]));
    evaluators.forEach(config::addEvaluator);
    trainer = model.newTrainer(config);
    trainer.setMetrics(new Metrics());
  }

  /** The gradients of a batch were computed; the weights have not been updated yet. */
  void trained(TrainingBatch batch, NDList outputs) {
    progress += batch.size();
    notify(batch, outputs, (listener, data) -> listener.onTrainingBatch(trainer, data));
  }

  /** A batch of the validation data was measured. */
  void validated(TrainingBatch batch, NDList outputs) {
    notify(batch, outputs, (listener, data) -> listener.onValidationBatch(trainer, data));
  }

  private void notify(
      TrainingBatch batch, NDList outputs, BiConsumer<TrainingListener, BatchData> what) {
    Map<Device, NDList> labels = new ConcurrentHashMap<>(Map.of(device, batch.labels()));
    Map<Device, NDList> predictions = new ConcurrentHashMap<>(Map.of(device, outputs));
    // A sub-manager of that of the batch, and freed with it.
    Batch djls =
        new Batch(
            batch.data().get(0).getManager().newSubManager(),
            batch.data(),
            batch.labels(),
            batch.size(),
            Batchifier.STACK,
            Batchifier.STACK,
            progress,
            examples);
    BatchData data = new BatchData(djls, labels, predictions);
    trainer.notifyListeners(listener -> what.accept(listener, data));
  }

  @Override
  public void epochDone(Position at, long epochs) {
    progress = 0;
    try {
      trainer.notifyListeners(listener -> listener.onEpoch(trainer));
    } catch (EarlyStoppingListener.EarlyStoppedException e) {
      stopped = true;
    }
  }

  /** Returns whether a listener has asked for an early stop. */
  boolean stopped() {
    return stopped;
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
