package org.dsd4j.djl.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.checkpoint.Fingerprint;
import org.dsd4j.djl.network.InPlace;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;

/**
 * Keeps the weights of the best evaluation in the last phase of a plan, in memory and, if there are
 * checkpoints, in a file beside them. Earlier phases do not count: their networks, dense or sparse,
 * are not the one that the plan ends with.
 */
final class BestWeights implements DsdObserver, AutoCloseable {
  private final Network network;
  private final MaskedOptimizer optimizer;
  private final String name;
  private final MetricDirection figure;
  private final int lastPhase;
  private final Optional<Path> file;
  private final Fingerprint fingerprint;
  private final NDManager manager;
  private final NDList copies = new NDList();
  private double best = Double.NaN;

  BestWeights(
      Network network,
      MaskedOptimizer optimizer,
      String name,
      MetricDirection figure,
      int lastPhase,
      Optional<Path> checkpoint,
      Fingerprint fingerprint) {
    this.network = network;
    this.optimizer = optimizer;
    this.name = name;
    this.figure = figure;
    this.lastPhase = lastPhase;
    this.file = checkpoint.map(BestWeights::beside);
    this.fingerprint = fingerprint;
    this.manager = network.manager().newSubManager();
  }

  private static Path beside(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".best");
  }

  /**
   * Reads the file of the training that was interrupted. A file that was written after the
   * checkpoint is ignored: the steps in between are repeated and give the same weights. The values
   * of the network and of the optimizer are changed.
   *
   * @param from the position of the checkpoint
   * @param validation measures the weights again
   */
  void resume(Position from, Evaluation validation) {
    if (file.isEmpty() || !Files.exists(file.get())) {
      return;
    }
    Checkpoint saved = Checkpoint.read(file.get());
    saved.fingerprint().requireSame(fingerprint, file.get());
    if (saved.position().globalStep() <= from.globalStep()) {
      saved.restore(network, optimizer);
      best = validation.measure(network).get(name);
      copy();
    }
  }

  @Override
  public void evaluated(Position at, Map<String, Double> metrics) {
    double value = metrics.get(name);
    if (at.phase() == lastPhase && figure.better(value, best)) {
      best = value;
      copy();
      file.ifPresent(path -> Checkpoint.of(network, optimizer, at, fingerprint).write(path));
    }
  }

  private void copy() {
    List<NamedParameter> all = network.parameters().all();
    for (int i = 0; i < all.size(); i++) {
      int at = i;
      InPlace.write(
          all.get(i).array(),
          values -> {
            if (copies.size() == at) {
              NDArray copy = values.duplicate();
              copy.attach(manager);
              copies.add(copy);
            } else {
              copies.get(at).set(new NDIndex(":"), values);
            }
          });
    }
  }

  /** Puts the best weights back; returns whether there were any. */
  boolean putBack() {
    List<NamedParameter> all = network.parameters().all();
    for (int i = 0; i < copies.size(); i++) {
      NDArray copy = copies.get(i);
      all.get(i).write(values -> values.set(new NDIndex(":"), copy));
    }
    return !copies.isEmpty();
  }

  @Override
  public void close() {
    manager.close();
  }
}
