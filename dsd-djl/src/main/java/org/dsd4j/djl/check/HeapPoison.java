package org.dsd4j.djl.check;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Fills free memory with NaN, so that code which reads memory before it is written gives NaN.
 *
 * <p>The allocator keeps what is freed, sorted by size. Blocks that are asked for from large to
 * small fill first the large gaps, then what is left of them, and so on down; many of each size are
 * needed to reach the last gap. All of them are held at once, then freed together.
 */
public final class HeapPoison {
  private static final int SMALLEST = 16;
  private static final int MANY_BELOW = 32_768;
  private static final int MANY = 16;
  private static final int FEW = 2;
  private static final double STEP = 1.25;

  private HeapPoison() {}

  /**
   * Leaves NaN in the memory that the engine will allocate next.
   *
   * @param manager of the engine
   * @param largest the largest array in use, in elements; some 80 times as many bytes are filled
   */
  public static void spread(NDManager manager, long largest) {
    try (NDManager blocks = manager.newSubManager()) {
      for (double size = Math.max(largest, MANY_BELOW) * 2.0; size >= SMALLEST; size /= STEP) {
        int copies = size < MANY_BELOW ? MANY : FEW;
        for (int copy = 0; copy < copies; copy++) {
          blocks.full(new Shape((long) size), Float.NaN, DataType.FLOAT32);
        }
      }
    }
  }
}
