package org.dsd4j.djl.check;

/** How a block is run. Engines have kernels of their own for each. */
enum Mode {
  /** As a network is measured: nothing is collected. */
  EVALUATION(false, false, "in evaluation"),
  /** As a step of a training: forward and backward. */
  TRAINING(true, true, "in training"),
  /** Forward and backward, but nothing is dropped, and running statistics normalise. */
  GRADIENTS(true, false, "in evaluation with gradients");

  private final boolean collects;
  private final boolean trains;
  private final String words;

  Mode(boolean collects, boolean trains, String words) {
    this.collects = collects;
    this.trains = trains;
    this.words = words;
  }

  /** Whether gradients are collected. */
  boolean collects() {
    return collects;
  }

  /** What the block is told. */
  boolean trains() {
    return trains;
  }

  /** Ends a sentence. */
  String words() {
    return words;
  }
}
