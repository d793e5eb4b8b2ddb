package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;

/** Writes to arrays that gradients are computed for. */
public final class InPlace {
  private InPlace() {}

  /**
   * Changes an array in place, in any thread. LibTorch refuses to write to an array that requires a
   * gradient while it records gradients, and it records in every thread except the one that started
   * the engine. So the change is made through another array of the same memory, which requires no
   * gradient.
   *
   * @param array the array
   * @param change receives the array to write to, which is valid only during the call
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
