package org.dsd4j.djl.check;

/** How a block is run. Engines have kernels of their own for each. */
enum Mode {
  /** Evaluation: no gradients are collected. */
  EVALUATION(false, false, "in evaluation"),
  /** A step of a training: forward and backward. */
  TRAINING(true, true, "in training"),
  /** Forward and backward, but without dropout and with running statistics. */
  GRADIENTS(true, false, "in evaluation with gradients");

  private final boolean collects;
  private final boolean trains;
  private final String words;

  Mode(boolean collects, boolean trains, String words) {
    this.collects = collects;
    this.trains = trains;
    this.words = words;
  }

  /** Returns whether gradients are collected. */
  boolean collects() {
    return collects;
  }

  /** Whether the block runs in training mode. */
  boolean trains() {
    return trains;
  }

  /** Describes the mode, for the end of a sentence. */
  String words() {
    return words;
  }
}
