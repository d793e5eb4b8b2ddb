package org.dsd4j.reproductions.recipe;

import org.dsd4j.api.Budget;

/**
 * How long each of the three phases of DSD is.
 *
 * @param dense the first dense phase, which trains the baseline
 * @param sparse the phase in which pruned weights stay zero
 * @param redense the phase in which they are trained again
 */
public record PhaseLengths(Budget dense, Budget sparse, Budget redense) {
  /**
   * Lengths in epochs.
   *
   * @param dense of the first dense phase, greater than 0
   * @param sparse of the sparse phase, greater than 0
   * @param redense of the last phase, greater than 0
   * @return the lengths, never null
   */
  public static PhaseLengths epochs(double dense, double sparse, double redense) {
    return new PhaseLengths(Budget.epochs(dense), Budget.epochs(sparse), Budget.epochs(redense));
  }
}
