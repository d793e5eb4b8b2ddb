package org.dsd4j.djl.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.NamedParameter;

/** Finds the first array that holds NaN or infinity, by its norm: one pass over memory for each. */
final class FiniteCheck {
  private FiniteCheck() {}

  /**
   * Says which parameter's array is not finite.
   *
   * @param what the kind of arrays, for the message
   * @param parameters whose arrays they are
   * @param arrays one for each parameter
   * @return one phrase, or empty when all are finite
   */
  static Optional<String> problem(
      String what, List<NamedParameter> parameters, List<NDArray> arrays) {
    return problem(what, parameters, norms(arrays));
  }

  /** The same, from the arrays' norms. */
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
   * Measures arrays.
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
