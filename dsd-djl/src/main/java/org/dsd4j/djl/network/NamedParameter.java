package org.dsd4j.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.dsd4j.api.pruning.ParameterKind;
import org.dsd4j.api.pruning.Prunable;

/**
 * A DJL parameter under its paths. DJL's own {@code Parameter.getId()} holds a clock reading and
 * differs between runs; the path does not.
 *
 * @param paths the names of the blocks down to the parameter, joined by dots; several where blocks
 *     share it, in the order of the network
 * @param parameter the parameter
 */
public record NamedParameter(List<String> paths, Parameter parameter) implements Prunable {
  /** Copies the paths. */
  public NamedParameter {
    paths = List.copyOf(paths);
  }

  @Override
  public String path() {
    return paths.get(0);
  }

  /**
   * Returns the array of the parameter.
   *
   * @return the array, owned by the network
   * @throws IllegalStateException when the network has not been initialised
   */
  public NDArray array() {
    requireInitialized(parameter.isInitialized());
    return parameter.getArray();
  }

  /**
   * Changes the values in place, in any thread; see {@link InPlace#write}.
   *
   * @param change receives the array to write to, which is valid only during the call
   * @throws IllegalStateException when the network has not been initialised
   */
  public void write(Consumer<NDArray> change) {
    InPlace.write(array(), change);
  }

  /**
   * Returns whether gradients are computed for the parameter.
   *
   * @return false for running statistics and frozen parameters
   */
  public boolean trains() {
    return parameter.requiresGradient();
  }

  /** {@inheritDoc} As DJL's {@code freezeParameters} leaves it. */
  @Override
  public boolean frozen() {
    return !trains() && kind() != ParameterKind.OTHER;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when the network has not been initialised, and so has no shapes
   */
  @Override
  public long[] shape() {
    requireInitialized(parameter.getShape() != null);
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
   * copy, rounded to the nearest floats: weights whose rounded magnitudes are equal count as equal
   * when the smallest are pruned, and their order decides. The number of weights that are kept does
   * not change by it, and no weight is pruned whose rounded magnitude is larger than that of a
   * weight which is kept.
   */
  @Override
  public FloatBuffer values() {
    if (Precision.of(array()) == Precision.DOUBLE) {
      return FloatBuffer.wrap(ArrayValues.floats(array()));
    }
    return ArrayBytes.of(array()).asFloatBuffer();
  }

  private void requireInitialized(boolean there) {
    if (!there) {
      throw new IllegalStateException(
          path() + " has no values yet: initialise the network first, with block.initialize(...)");
    }
  }
}
