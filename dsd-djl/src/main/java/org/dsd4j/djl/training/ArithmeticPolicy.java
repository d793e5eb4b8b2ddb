package org.dsd4j.djl.training;

/**
 * What a training does about an engine that computes its network wrongly, as LibTorch does with
 * some sizes of layers on some processors.
 */
public enum ArithmeticPolicy {
  /**
   * The first batch is compared with FLOAT64, and a training that would go wrong does not start.
   */
  STOP,
  /** The same, and the training goes on whatever is found: the result says it. */
  GO_ON,
  /** Nothing is compared, which saves some ten steps' time. */
  UNCHECKED
}
