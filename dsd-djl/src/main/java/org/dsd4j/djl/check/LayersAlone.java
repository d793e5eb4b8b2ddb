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
 * Looks at the layers of a network one by one, each with random inputs of the shapes that it was
 * initialised for.
 */
final class LayersAlone {
  private final Block network;
  private final NDList batch;
  private final NDManager manager;
  private int compared;

  LayersAlone(Block network, NDList batch, NDManager manager) {
    this.network = network;
    this.batch = batch;
    this.manager = manager;
  }

  /** Finds the first layer that the engine computes wrongly. */
  Optional<Verdict> firstWrong() {
    compared = 0;
    for (Layer layer : Layer.of(network)) {
      try (NDManager scope = manager.newSubManager()) {
        Optional<Gap> gap = gap(layer.block(), scope);
        compared++;
        if (gap.isPresent()) {
          return Optional.of(wrong(Optional.of(layer), gap.get()));
        }
      } catch (RuntimeException | UnsatisfiedLinkError ignored) {
        // Not every layer can be fed with random numbers: codes of words, lengths of sequences.
      }
    }
    return Optional.empty();
  }

  /** Says that a layer, or the whole where there is none, is wrong. */
  Verdict wrong(Optional<Layer> layer, Gap gap) {
    return new Verdict.Wrong(layer, gap.where(), gap.off(), WayOut.of(layer, manager));
  }

  /** Returns how many layers could be looked at so far. */
  int compared() {
    return compared;
  }

  private Optional<Gap> gap(Block layer, NDManager scope) {
    NDList inputs = new NDList();
    for (Shape shape : inputShapes(layer)) {
      inputs.add(scope.randomNormal(0, 1, shape, DataType.FLOAT32));
    }
    Optional<Gap> gap = gap(new Trial(layer, inputs, true, 0, scope), scope);
    // It may be the one that gets the batch, whose gradient nobody asks for.
    return gap.isEmpty() && Arrays.equals(inputs.getShapes(), batch.getShapes())
        ? gap(new Trial(layer, inputs, false, 0, scope), scope)
        : gap;
  }

  private static Optional<Gap> gap(Trial trial, NDManager scope) {
    Examination examination = new Examination(trial, scope);
    Gap gap = examination.evaluated().unexplained();
    if (!gap.exceeds(0)) {
      gap = examination.collected().unexplained();
    }
    return Optional.of(gap).filter(each -> each.exceeds(0));
  }

  /** Returns the number of elements of the largest input that a layer is known to get. */
  long largestInput() {
    long largest = 0;
    for (Layer layer : Layer.of(network)) {
      try {
        for (Shape shape : inputShapes(layer.block())) {
          largest = Math.max(largest, shape.size());
        }
      } catch (RuntimeException ignored) {
        // One whose inputs are not known.
      }
    }
    return largest;
  }

  private List<Shape> inputShapes(Block block) {
    return Arrays.stream(block.getInputShapes()).map(this::withBatch).toList();
  }

  /** The shape with as many examples as the batch has, where the network was begun with others. */
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
