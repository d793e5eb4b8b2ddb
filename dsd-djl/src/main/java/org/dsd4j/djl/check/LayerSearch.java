package org.dsd4j.djl.check;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Examines the layers of a network one by one, each with random inputs of the shapes that it was
 * initialised for.
 */
final class LayerSearch {
  private final Block network;
  private final NDList batch;
  private final NDManager manager;
  private int compared;

  LayerSearch(Block network, NDList batch, NDManager manager) {
    this.network = network;
    this.batch = batch;
    this.manager = manager;
  }

  /** Finds the first layer that the engine computes wrongly. */
  Optional<CheckResult> firstWrong() {
    compared = 0;
    for (NetworkLayer layer : NetworkLayer.of(network)) {
      try (NDManager scope = manager.newSubManager()) {
        Optional<PrecisionError> error = error(layer.block(), scope);
        compared++;
        if (error.isPresent()) {
          return Optional.of(wrong(Optional.of(layer), error.get()));
        }
      } catch (RuntimeException | UnsatisfiedLinkError ignored) {
        // Not every layer accepts random numbers: some need codes of words or lengths of sequences.
      }
    }
    return Optional.empty();
  }

  /** Returns that a layer is wrong, or the whole network if there is none. */
  CheckResult wrong(Optional<NetworkLayer> layer, PrecisionError error) {
    return new CheckResult.Wrong(layer, error.where(), error.off(), Remedy.of(layer, manager));
  }

  /** Returns how many layers could be examined so far. */
  int compared() {
    return compared;
  }

  private Optional<PrecisionError> error(Block layer, NDManager scope) {
    NDList inputs = new NDList();
    for (Shape shape : inputShapes(layer)) {
      inputs.add(scope.randomNormal(0, 1, shape, DataType.FLOAT32));
    }
    Optional<PrecisionError> error = error(new Trial(layer, inputs, true, 0, scope), scope);
    // It may be the layer that receives the batch, whose gradient is not needed.
    return error.isEmpty() && Arrays.equals(inputs.getShapes(), batch.getShapes())
        ? error(new Trial(layer, inputs, false, 0, scope), scope)
        : error;
  }

  private static Optional<PrecisionError> error(Trial trial, NDManager scope) {
    Examination examination = new Examination(trial, scope);
    PrecisionError error = examination.evaluated().unexplained();
    if (!error.exceeds(0)) {
      error = examination.collected().unexplained();
    }
    return Optional.of(error).filter(each -> each.exceeds(0));
  }

  /** Returns the number of elements of the largest input that a layer is known to get. */
  long largestInput() {
    long largest = 0;
    for (NetworkLayer layer : NetworkLayer.of(network)) {
      try {
        for (Shape shape : inputShapes(layer.block())) {
          largest = Math.max(largest, shape.size());
        }
      } catch (RuntimeException ignored) {
        // The inputs of this layer are not known.
      }
    }
    return largest;
  }

  private List<Shape> inputShapes(Block block) {
    return Arrays.stream(block.getInputShapes()).map(this::withBatch).toList();
  }

  /**
   * Returns the shape with the batch size of the batch, if the network was initialised with
   * another.
   */
  private Shape withBatch(Shape shape) {
    long from = network.getInputShapes()[0].get(0);
    long[] sizes = shape.getShape().clone();
    if (sizes.length > 0 && (sizes[0] == from || sizes[0] < 0)) {
      sizes[0] = batch.head().getShape().get(0);
    }
    if (Arrays.stream(sizes).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("no size is known for " + shape);
    }
    return new Shape(sizes);
  }
}
