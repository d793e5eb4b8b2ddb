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
 * Restores parameters after a pass. A block that does not take a parameter from the parameter store
 * uses the network's own array: a pass may change its values, and adds to its gradient.
 */
final class StateGuard {
  private final NDManager owner;
  private final List<Runnable> restore = new ArrayList<>();

  private StateGuard(NDManager owner) {
    this.owner = owner;
  }

  /**
   * Runs a task and restores parameters.
   *
   * @param manager of the engine
   * @param parameters with values
   * @param work the task
   * @return its result
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
    // An array of the same memory: the original, which requires a gradient, cannot be written in
    // place in every thread.
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
