package org.dsd4j.reproductions.recipe;

import org.dsd4j.api.LearningRate;

/**
 * The learning rate of each of the three phases of DSD.
 *
 * @param dense of the first dense phase
 * @param sparse of the sparse phase
 * @param redense of the last phase
 */
public record PhaseRates(LearningRate dense, LearningRate sparse, LearningRate redense) {
  /**
   * Rates as in the paper's tables: each phase one decade below the one before.
   *
   * @param dense of the first dense phase
   * @return the rates, with the same schedule inside each phase
   */
  public static PhaseRates byDecades(LearningRate dense) {
    return new PhaseRates(dense, dense.scaled(0.1), dense.scaled(0.01));
  }

  /**
   * Rates that do not change inside a phase.
   *
   * @param dense of the first dense phase, greater than 0
   * @param sparse of the sparse phase, greater than 0
   * @param redense of the last phase, greater than 0
   * @return the rates, never null
   */
  public static PhaseRates constant(double dense, double sparse, double redense) {
    return new PhaseRates(
        LearningRate.constant(dense),
        LearningRate.constant(sparse),
        LearningRate.constant(redense));
  }
}
