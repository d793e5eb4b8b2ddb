package org.dsd4j.djl.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.function.Consumer;

/**
 * Walks over large arrays in pieces that a processor's cache holds, so that what is made for a
 * piece never grows with the array.
 *
 * <p>A piece has to share the memory of its array. Where an engine's {@code get} copies instead,
 * the array is handed over whole.
 */
final class Slices {
  /**
   * The elements of a piece. Measured on two threads: from half a million to a million is fastest;
   * smaller pieces lose to calls and to waking threads, larger ones to the cache.
   */
  static final int ELEMENTS = 1 << 20;

  private final boolean shared;
  private final int elements;

  Slices(boolean shared, int elements) {
    this.shared = shared;
    this.elements = elements;
  }

  /** Asks the engine behind the manager whether a part of an array shares its memory. */
  static Slices of(NDManager manager) {
    try (NDArray whole = manager.zeros(new Shape(2), DataType.FLOAT32);
        NDArray part = whole.get(new NDIndex().addSliceDim(0, 1));
        NDArray ones = manager.ones(new Shape(1), DataType.FLOAT32)) {
      part.addi(ones);
      return new Slices(whole.getFloat(0) == 1f, ELEMENTS);
    }
  }

  /** Returns whether an array is handed over whole. */
  boolean whole(Shape shape) {
    return !shared || shape.size() <= elements;
  }

  /**
   * Walks over arrays of one shape, row-major.
   *
   * @param arrays the arrays, at least one
   * @param use gets the same piece of each, closed after it returns
   */
  void forEach(NDList arrays, Consumer<NDList> use) {
    Shape shape = arrays.get(0).getShape();
    if (whole(shape)) {
      use.accept(arrays);
      return;
    }
    long rows = shape.get(0);
    long row = shape.size() / rows;
    long step = Math.max(1, elements / row);
    for (long from = 0; from < rows; from += step) {
      NDIndex index =
          row > elements
              ? new NDIndex().addIndices(from)
              : new NDIndex().addSliceDim(from, Math.min(rows, from + step));
      try (NDList pieces = new NDList(arrays.size())) {
        arrays.forEach(array -> pieces.add(array.get(index)));
        forEach(pieces, use);
      }
    }
  }
}
