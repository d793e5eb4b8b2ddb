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
import java.util.OptionalDouble;
import org.dsd4j.api.StepTimes;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.optimizer.MaskedOptimizer;

/** One update of the weights: batch, loss, gradients, optimizer. */
final class GradientStep {
  private final Network network;
  private final Loss loss;
  private final MaskedOptimizer optimizer;
  private final Engine engine;
  private final List<NamedParameter> trained;
  private final OptionalDouble largestNorm;

  GradientStep(Network network, Loss loss, MaskedOptimizer optimizer, OptionalDouble largestNorm) {
    this.largestNorm = largestNorm;
    this.network = network;
    this.loss = loss;
    this.optimizer = optimizer;
    this.engine = network.manager().getEngine();
    this.trained = network.parameters().all().stream().filter(NamedParameter::trains).toList();
  }

  /** What a step saw. */
  record Done(double loss, int examples, StepTimes times) {}

  /** The loss or a gradient was not finite; the weights were not touched. */
  static final class NotFiniteException extends Exception {
    private static final long serialVersionUID = 1;

    NotFiniteException(String what) {
      super(what);
    }
  }

  Done take(BatchStream batches) throws NotFiniteException {
    long start = System.nanoTime();
    // Everything that the step makes lives in this manager and is freed with it.
    try (NDManager manager = network.manager().newSubManager()) {
      TrainingBatch batch = batches.next(manager);
      long loaded = System.nanoTime();
      long forwarded;
      double value;
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDList outputs = network.forward(batch.data(), true);
        NDArray mean = loss.evaluate(batch.labels(), outputs);
        value = ArrayValues.scalar(mean);
        forwarded = System.nanoTime();
        collector.backward(mean);
      }
      long differentiated = System.nanoTime();
      update(value);
      long updated = System.nanoTime();
      long mask = optimizer.takeMaskNanos();
      return new Done(
          value,
          batch.size(),
          new StepTimes(
              loaded - start,
              forwarded - loaded,
              differentiated - forwarded,
              updated - differentiated - mask,
              mask));
    }
  }

  private void update(double value) throws NotFiniteException {
    try (NDManager manager = network.manager().newSubManager()) {
      NDList gradients = new NDList();
      for (NamedParameter named : trained) {
        NDArray gradient = named.array().getGradient();
        gradient.attach(manager);
        gradients.add(gradient);
      }
      bound(gradients, requireFinite(value, gradients));
      for (int i = 0; i < trained.size(); i++) {
        NamedParameter named = trained.get(i);
        optimizer.update(named.parameter().getId(), named.array(), gradients.get(i));
      }
    }
  }

  /** Returns the norm of each gradient. */
  private double[] requireFinite(double value, NDList gradients) throws NotFiniteException {
    if (!Double.isFinite(value)) {
      clear(gradients);
      throw new NotFiniteException("the loss is " + value);
    }
    double[] norms = FiniteCheck.norms(gradients);
    Optional<String> problem = FiniteCheck.problem("gradient", trained, norms);
    if (problem.isPresent()) {
      clear(gradients);
      throw new NotFiniteException(problem.get());
    }
    return norms;
  }

  /** Scales all gradients down together where their norm is too large. */
  private void bound(NDList gradients, double... norms) {
    if (largestNorm.isEmpty()) {
      return;
    }
    double squares = 0;
    for (double norm : norms) {
      squares += norm * norm;
    }
    double norm = Math.sqrt(squares);
    if (norm > largestNorm.getAsDouble()) {
      Number scale = network.precision().number(largestNorm.getAsDouble() / norm);
      gradients.forEach(gradient -> gradient.muli(scale));
    }
  }

  /**
   * Some engines add the next gradient to this one; NaN times zero would still be NaN. Not {@code
   * copyTo}: DJL would put memory of Java under the engine's gradient, and free it too early.
   */
  private static void clear(NDList gradients) {
    for (NDArray gradient : gradients) {
      gradient.set(new NDIndex(":"), 0f);
    }
  }
}
