package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.nio.FloatBuffer;
import org.dsd4j.api.pruning.ParameterKind;
import org.dsd4j.api.pruning.Prunable;

/**
 * A DJL parameter under its path. DJL's own {@code Parameter.getId()} holds a clock reading and
 * differs between runs; the path does not.
 *
 * @param path the names of the blocks down to the parameter, joined by dots
 * @param parameter the parameter
 */
public record NamedParameter(String path, Parameter parameter) implements Prunable {
  /**
   * Returns the array of the parameter.
   *
   * @return the array, owned by the network
   * @throws IllegalStateException when the network has not been initialised
   */
  public NDArray array() {
    if (!parameter.isInitialized()) {
      throw new IllegalStateException(path + " has no values yet: initialise the network first");
    }
    return parameter.getArray();
  }

  /**
   * Returns whether gradients are computed for the parameter.
   *
   * @return false for running statistics and frozen parameters
   */
  public boolean trains() {
    return parameter.requiresGradient();
  }

  @Override
  public long[] shape() {
    return parameter.getShape().getShape();
  }

  @Override
  public ParameterKind kind() {
    return switch (parameter.getType()) {
      case WEIGHT -> ParameterKind.WEIGHT;
      case BIAS -> ParameterKind.BIAS;
      case GAMMA, BETA -> ParameterKind.NORM;
      default -> ParameterKind.OTHER;
    };
  }

  /**
   * {@inheritDoc} A view without a copy on PyTorch's CPU; a copy elsewhere. In double precision a
   * copy, rounded to the nearest floats: weights that only then are of equal magnitude count as
   * equal where the smallest are pruned, so that their order decides between them. As many are kept
   * as are asked for in any case, and none is pruned whose rounded magnitude is larger than that of
   * one which is kept.
   */
  @Override
  public FloatBuffer values() {
    if (Precision.of(array()) == Precision.DOUBLE) {
      return FloatBuffer.wrap(ArrayValues.floats(array()));
    }
    return ArrayBytes.of(array()).asFloatBuffer();
  }
}
