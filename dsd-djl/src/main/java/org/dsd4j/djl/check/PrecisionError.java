package org.dsd4j.djl.check;

/**
 * The largest difference between two precisions.
 *
 * @param mode how the block was run
 * @param what differs: the output, or the gradient of something
 * @param off by how much, as a share of the largest correct value; NaN if one of the two is NaN
 */
record PrecisionError(Mode mode, String what, double off) {
  /** Returns whether it is larger than a share; NaN is. */
  boolean exceeds(double share) {
    return !(off <= share);
  }

  /** Returns what differs, and in which mode. */
  String where() {
    return what + " " + mode.words();
  }
}
