package org.dsd4j.djl.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.data.DatasetBatches;
import org.dsd4j.djl.network.NetworkParameters;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.optimizer.StatefulOptimizer;

/** Checks of a training before its first step. */
final class PreflightChecks {
  private PreflightChecks() {}

  /**
   * Collects what would end a plan, so that it is known before the first step and not after hours.
   *
   * @throws IllegalArgumentException when nothing trains, or the pruning of a phase does not fit
   * @throws org.dsd4j.djl.checkpoint.CheckpointException when checkpoints cannot be written
   */
  static void requireRunnable(DsdPlan plan, Position from, LoopParts parts) {
    parts
        .settings()
        .checkpoint()
        .ifPresent(file -> Checkpoint.requireWritable(file, parts.optimizer()));
    NetworkParameters parameters = parts.network().parameters();
    List<String> problems = new ArrayList<>();
    if (parameters.trainable() == 0) {
      problems.add("there is nothing to train: every parameter of the network is frozen");
    }
    for (Phase phase : plan.phases().subList(from.phase(), plan.phases().size())) {
      if (phase instanceof Phase.Sparse sparse) {
        try {
          sparse.pruning().check(parameters.all());
        } catch (IllegalArgumentException e) {
          problems.add(phase.name() + ": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * Tries the optimizer of the training on two weights that belong to no network.
   *
   * @throws IllegalArgumentException when the optimizer does not run on the engine, or does not ask
   *     for the rate of the plan
   */
  static void requireWorking(
      Optimizer optimizer, PlannedRate rate, double first, NDManager network, DataType type) {
    rate.set(first);
    String name = optimizer.getClass().getSimpleName();
    try (NDManager manager = network.newSubManager()) {
      NDArray weight = manager.ones(new Shape(1, 2), type);
      optimizer.update("tried out", weight, manager.ones(new Shape(1, 2), type));
    } catch (UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "DJL's optimizer "
              + name
              + " does not run on "
              + network.getEngine().getEngineName()
              + " ("
              + e.getMessage()
              + "); take one of org.dsd4j.djl.optimizer, such as MomentumSgd, RmsProp or Adam",
          e);
    }
    if (optimizer instanceof StatefulOptimizer stateful) {
      stateful.reset();
    }
    if (!rate.asked()) {
      throw new IllegalArgumentException(
          name
              + " does not ask for the learning rate of the plan: build it around the tracker that"
              + " optimizer(rate -> ...) hands over, such as MomentumSgd.of(rate, 0.9f)");
    }
  }

  /**
   * Checks the types of inputs: engines do not multiply FLOAT32 by FLOAT64.
   *
   * @throws IllegalArgumentException when an input has another type than the network
   */
  static void requirePrecision(NDList inputs, Precision precision) {
    for (int i = 0; i < inputs.size(); i++) {
      DataType type = inputs.get(i).getDataType();
      boolean widened = precision == Precision.DOUBLE && type == DataType.FLOAT32;
      if (type.isFloating() && type != precision.type() && !widened) {
        throw new IllegalArgumentException(
            "input "
                + (i + 1)
                + " of the training data is "
                + type
                + ", but the network computes in "
                + precision.id()
                + " precision: make it "
                + precision.type()
                + ", or choose another precision(...)");
      }
    }
  }

  /**
   * Checks that no normalisation would have to compute the variance of a single value.
   *
   * @throws IllegalArgumentException when there is one
   */
  static void requireVariance(Block block, DatasetBatches batches) {
    if (batches.smallestBatch() == 1) {
      requireVariance("", block);
    }
  }

  private static void requireVariance(String path, Block block) {
    if (block instanceof BatchNorm && block.isInitialized()) {
      Shape input = block.getInputShapes()[0];
      if (input.dimension() < 2 || input.size() == input.get(0) * input.get(1)) {
        throw new IllegalArgumentException(
            "the last batch of an epoch has one example, of which the batch normalisation "
                + path
                + " cannot take a variance: build the dataset with dropLast, or take another batch"
                + " size");
      }
    }
    List<String> names = NetworkParameters.childNames(block);
    for (int i = 0; i < names.size(); i++) {
      String child = path.isEmpty() ? names.get(i) : path + "." + names.get(i);
      requireVariance(child, block.getChildren().valueAt(i));
    }
  }
}
