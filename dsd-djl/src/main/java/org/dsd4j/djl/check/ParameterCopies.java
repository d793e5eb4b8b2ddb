package org.dsd4j.djl.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.dsd4j.djl.network.Precision;

/**
 * Gives a block copies of its parameters, in single or double precision: a pass writes running
 * statistics and gradients into the copies, which are freed after it.
 */
final class ParameterCopies extends ParameterStore {
  private final NDManager scope;
  private final Conditions conditions;
  private final Map<String, NDArray> byId = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private long size;

  /**
   * ParameterCopies all parameters of a block.
   *
   * @param scope owns the copies
   * @param block the block, initialised
   * @param conditions the precision of copies of FLOAT32 arrays, and the size of random changes
   */
  ParameterCopies(NDManager scope, Block block, Conditions conditions) {
    super(scope, false);
    this.scope = scope;
    this.conditions = conditions;
    // Before the pass, so that memory is not used between filling it and the pass.
    block.getParameters().values().forEach(parameter -> copyOf(parameter, scope.getDevice()));
  }

  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    if (parameter == null) {
      return null;
    }
    asked.add(parameter.getId());
    return copyOf(parameter, device);
  }

  private NDArray copyOf(Parameter parameter, Device device) {
    return byId.computeIfAbsent(
        parameter.getId(),
        id -> {
          NDArray copy = of(parameter.getArray(), device);
          if (parameter.requiresGradient()) {
            copy.setRequiresGradient(true);
          }
          return copy;
        });
  }

  /**
   * Returns the number of elements of all copies together, because engines pack parameters into one
   * array.
   */
  long size() {
    return size;
  }

  /** Returns the ids of the parameters that the block has asked for so far. */
  Set<String> asked() {
    return asked;
  }

  /** ParameterCopies arrays of a batch. */
  NDList of(NDList arrays) {
    NDList copies = new NDList();
    arrays.forEach(array -> copies.add(of(array, array.getDevice())));
    return copies;
  }

  private NDArray of(NDArray array, Device device) {
    // Where gradients are recorded by default, as in a new thread on PyTorch, a plain copy would
    // pass gradients to the original.
    try (NDArray values = array.stopGradient()) {
      NDArray copy = own(values, device);
      copy.attach(scope);
      size += copy.size();
      copy.setName(array.getName());
      if (conditions.jitter() > 0 && copy.getDataType().isFloating()) {
        float most = (float) conditions.jitter();
        try (NDArray shares =
                scope.randomUniform(-most, most, copy.getShape(), copy.getDataType());
            NDArray changes = copy.mul(shares)) {
          copy.addi(changes);
        }
      }
      return copy;
    }
  }

  /** Not {@code toType} of the same type: on PyTorch that is the same memory. */
  private NDArray own(NDArray values, Device device) {
    NDArray here = values.getDevice().equals(device) ? values : values.toDevice(device, true);
    boolean wider =
        here.getDataType() == DataType.FLOAT32 && conditions.precision() == Precision.DOUBLE;
    return wider ? here.toType(DataType.FLOAT64, true) : here.duplicate();
  }
}
