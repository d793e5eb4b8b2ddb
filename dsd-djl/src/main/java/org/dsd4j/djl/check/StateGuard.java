package org.dsd4j.djl.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.dsd4j.djl.network.ArrayBytes;

/**
 * Puts parameters back as they were. A block that takes a parameter from anywhere else than the
 * parameter store gets the network's own array, whose values a pass may change, and whose gradient
 * it adds to.
 */
final class StateGuard {
  private final NDManager owner;
  private final List<Runnable> restore = new ArrayList<>();

  private StateGuard(NDManager owner) {
    this.owner = owner;
  }

  /**
   * Does something, and puts parameters back.
   *
   * @param manager of the engine
   * @param parameters with values
   * @param work what is done
   * @return what comes out of it
   */
  static <T> T around(NDManager manager, Collection<Parameter> parameters, Supplier<T> work) {
    try (NDManager owner = manager.newSubManager()) {
      StateGuard guard = new StateGuard(owner);
      parameters.forEach(guard::keep);
      try {
        return work.get();
      } finally {
        guard.restore.forEach(Runnable::run);
      }
    }
  }

  private void keep(Parameter parameter) {
    NDArray array = parameter.getArray();
    // The same memory; an array that trains cannot be written in place in every thread.
    keepValues(array.stopGradient());
    if (array.hasGradient()) {
      keepGradient(array);
    }
  }

  private void keepValues(NDArray values) {
    values.attach(owner);
    NDArray kept = copy(values);
    restore.add(() -> putBack(kept, values));
  }

  private void keepGradient(NDArray array) {
    NDArray kept;
    try (NDArray gradient = array.getGradient()) {
      kept = copy(gradient);
    }
    restore.add(
        () -> {
          try (NDArray gradient = array.getGradient()) {
            putBack(kept, gradient);
          }
        });
  }

  private NDArray copy(NDArray array) {
    NDArray copy = array.duplicate();
    copy.attach(owner);
    return copy;
  }

  private static void putBack(NDArray kept, NDArray now) {
    if (!ArrayBytes.of(kept).equals(ArrayBytes.of(now))) {
      now.set(new NDIndex(":"), kept);
    }
  }
}
