package org.dsd4j.djl.training;

/**
 * What a training does if the engine computes its network wrongly, as LibTorch does for some sizes
 * of layers on some processors.
 */
public enum ArithmeticPolicy {
  /**
   * The first batch is compared with FLOAT64, and the training does not start if the engine is
   * wrong.
   */
  STOP,
  /**
   * The first batch is compared, and the training continues in any case; the result contains what
   * was found.
   */
  CONTINUE,
  /** Nothing is compared, which saves the time of about ten steps. */
  UNCHECKED
}
