package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;

/** Writes to arrays that gradients are computed for. */
public final class InPlace {
  private InPlace() {}

  /**
   * Changes an array in place, in any thread. LibTorch refuses to write to an array that requires a
   * gradient while it records, and it records in every thread but the one that started the engine.
   * So the change gets another handle of the same memory, which requires no gradient.
   *
   * @param array the array
   * @param change gets the array or such a handle, good during the call alone
   */
  public static void write(NDArray array, Consumer<NDArray> change) {
    if (!array.hasGradient()) {
      change.accept(array);
      return;
    }
    try (NDArray same = array.stopGradient()) {
      change.accept(same);
    }
  }
}
