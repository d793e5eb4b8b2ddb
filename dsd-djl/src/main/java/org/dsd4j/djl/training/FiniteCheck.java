package org.dsd4j.djl.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;
import org.dsd4j.djl.network.Network;

/**
 * Finds the first array with a value that is NaN or infinite, by its norm, in one pass over each
 * array.
 */
final class FiniteCheck {
  private FiniteCheck() {}

  /**
   * Names the first trained parameter of a network that has a value which is not finite.
   *
   * @param network the network
   * @return one phrase, or empty when all are finite
   */
  static Optional<String> problem(Network network) {
    List<NamedParameter> trained =
        network.parameters().all().stream().filter(NamedParameter::trains).toList();
    List<NDArray> arrays = trained.stream().map(NamedParameter::array).toList();
    return problem("value", trained, norms(arrays));
  }

  /**
   * Names the first parameter whose array is not finite.
   *
   * @param what the kind of arrays, for the message
   * @param parameters whose arrays they are
   * @param norms the norm of each array
   * @return one phrase, or empty when all are finite
   */
  static Optional<String> problem(String what, List<NamedParameter> parameters, double[] norms) {
    for (int i = 0; i < norms.length; i++) {
      if (!Double.isFinite(norms[i])) {
        String path = parameters.get(i).path();
        return Optional.of(
            "the " + what + " of " + path + " is not finite (norm " + norms[i] + ")");
      }
    }
    return Optional.empty();
  }

  /**
   * Computes norms.
   *
   * @param arrays of any shape
   * @return the Euclidean norm of each
   */
  static double[] norms(List<NDArray> arrays) {
    double[] norms = new double[arrays.size()];
    for (int i = 0; i < norms.length; i++) {
      try (NDArray norm = arrays.get(i).norm()) {
        norms[i] = ArrayValues.scalar(norm);
      }
    }
    return norms;
  }
}
