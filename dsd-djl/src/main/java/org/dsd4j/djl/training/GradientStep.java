package org.dsd4j.djl.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.dsd4j.api.StepTimes;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.EngineLock;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;

/** One update of the weights: batches, loss, gradients, optimizer. */
final class GradientStep {
  private final Network network;
  private final Loss loss;
  private final MaskedOptimizer optimizer;
  private final Engine engine;
  private final LoopSettings settings;
  private final LongSupplier clock;
  private List<NamedParameter> trained = List.of();
  private long data;
  private long forward;
  private long backward;

  GradientStep(Network network, Loss loss, MaskedOptimizer optimizer, LoopSettings settings) {
    this.network = network;
    this.loss = loss;
    this.optimizer = optimizer;
    this.settings = settings;
    this.clock = settings.clock();
    this.engine = network.manager().getEngine();
  }

  /** The result of a step. */
  record Done(double loss, int examples, StepTimes times) {}

  /** The loss or a gradient was not finite; the weights were not touched. */
  static final class NotFiniteException extends Exception {
    private static final long serialVersionUID = 1;

    NotFiniteException(String what) {
      super(what);
    }
  }

  /** Clears the gradients of earlier uses of the network. */
  void forgetGradients() {
    findTrained();
    try (NDManager manager = network.manager().newSubManager()) {
      clear(manager);
    }
  }

  /** Which parameters are frozen may have changed since the last step. */
  private void findTrained() {
    trained = network.parameters().all().stream().filter(NamedParameter::trains).toList();
  }

  /**
   * Makes one update.
   *
   * @param batches where the batches come from
   * @param count how many of them
   * @param seed of everything random in this step
   */
  Done take(BatchStream batches, int count, int seed) throws NotFiniteException {
    findTrained();
    data = 0;
    forward = 0;
    backward = 0;
    // Every array of the step belongs to this manager and is freed with it.
    try (EngineLock lock = EngineLock.acquire();
        NDManager manager = network.manager().newSubManager()) {
      NDList gradients = new NDList();
      double value = 0;
      int examples = 0;
      for (int i = 0; i < count; i++) {
        Seen seen = differentiate(lock, batches, seed + i);
        value = count == 1 ? seen.loss : value + seen.loss * seen.examples;
        examples += seen.examples;
        collect(manager, gradients, count == 1 ? 0 : seen.examples);
      }
      if (count > 1) {
        Number share = network.precision().number(1.0 / examples);
        gradients.forEach(gradient -> gradient.muli(share));
        value /= examples;
      }
      long differentiated = clock.getAsLong();
      update(manager, value, gradients);
      long updated = clock.getAsLong();
      long mask = optimizer.takeMaskNanos();
      StepTimes times =
          new StepTimes(data, forward, backward, updated - differentiated - mask, mask);
      return new Done(value, examples, times);
    }
  }

  /** The mean loss of a batch. */
  private record Seen(double loss, int examples) {}

  /** Runs a batch through the network, forward and backward. */
  private Seen differentiate(EngineLock lock, BatchStream batches, int seed) {
    long start = clock.getAsLong();
    try (NDManager manager = network.manager().newSubManager()) {
      engine.setRandomSeed(seed);
      TrainingBatch batch = batches.next(manager);
      long loaded = clock.getAsLong();
      data += loaded - start;
      // Again, so that the random numbers of the network do not depend on those of the data.
      engine.setRandomSeed(seed);
      NDList outputs;
      double value;
      long forwarded;
      try (GradientCollector collector = lock.collector(engine)) {
        outputs = network.forward(batch.data(), true);
        NDArray mean = loss.evaluate(batch.labels(), outputs);
        value = ArrayValues.scalar(mean);
        forwarded = clock.getAsLong();
        collector.backward(mean);
      }
      forward += forwarded - loaded;
      backward += clock.getAsLong() - forwarded;
      settings.listener().seen(batch, outputs);
      return new Seen(value, batch.size());
    }
  }

  /**
   * Takes the gradients of one batch: as they are, or weighted and summed up, since some engines
   * would add the next ones to them and others would overwrite them.
   *
   * @param weight the examples of the batch; 0 takes them as they are
   */
  private void collect(NDManager manager, NDList gradients, int weight) {
    boolean first = gradients.isEmpty();
    for (int i = 0; i < trained.size(); i++) {
      NDArray gradient = trained.get(i).array().getGradient();
      gradient.attach(manager);
      if (weight == 0) {
        gradients.add(gradient);
        continue;
      }
      NDArray weighted = gradient.mul(network.precision().number(weight));
      if (first) {
        gradients.add(weighted);
      } else {
        gradients.get(i).addi(weighted);
        weighted.close();
      }
      gradient.set(new NDIndex(":"), manager.zeros(gradient.getShape(), gradient.getDataType()));
    }
  }

  private void update(NDManager manager, double value, NDList gradients) throws NotFiniteException {
    bound(gradients, requireFinite(manager, value, gradients));
    for (int i = 0; i < trained.size(); i++) {
      NamedParameter named = trained.get(i);
      optimizer.update(named.parameter().getId(), named.array(), gradients.get(i));
    }
  }

  /** Returns the norm of each gradient. */
  private double[] requireFinite(NDManager manager, double value, NDList gradients)
      throws NotFiniteException {
    if (!Double.isFinite(value)) {
      clear(manager);
      throw new NotFiniteException("the loss is " + value);
    }
    double[] norms = FiniteCheck.norms(gradients);
    Optional<String> problem = FiniteCheck.problem("gradient", trained, norms);
    if (problem.isPresent()) {
      clear(manager);
      throw new NotFiniteException(problem.get());
    }
    return norms;
  }

  /** Scales all gradients down together where their norm is too large. */
  private void bound(NDList gradients, double... norms) {
    if (settings.largestNorm().isEmpty()) {
      return;
    }
    double squares = 0;
    for (double norm : norms) {
      squares += norm * norm;
    }
    double norm = Math.sqrt(squares);
    double largest = settings.largestNorm().getAsDouble();
    if (norm > largest) {
      Number scale = network.precision().number(largest / norm);
      gradients.forEach(gradient -> gradient.muli(scale));
    }
  }

  /**
   * Some engines add the next gradient to this one. Multiplying by zero would keep NaN. Not {@code
   * copyTo}: with it, the gradient would use memory of Java, which DJL frees too early.
   */
  private void clear(NDManager manager) {
    for (NamedParameter named : trained) {
      NDArray gradient = named.array().getGradient();
      gradient.attach(manager);
      gradient.set(new NDIndex(":"), manager.zeros(gradient.getShape(), gradient.getDataType()));
    }
  }
}
