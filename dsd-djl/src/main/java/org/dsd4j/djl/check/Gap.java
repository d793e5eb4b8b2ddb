package org.dsd4j.djl.check;

/**
 * The largest difference between two precisions.
 *
 * @param mode how the block was run
 * @param what differs: the output, or the gradient of something
 * @param off by how much, as a share of the largest value that is right; no number where one of the
 *     two is none
 */
record Gap(Mode mode, String what, double off) {
  /** Whether it is larger than a share; what is no number is. */
  boolean exceeds(double share) {
    return !(off <= share);
  }

  /** Returns what differs and when. */
  String where() {
    return what + " " + mode.words();
  }
}
