package org.dsd4j.reproductions.network;

/**
 * How wide a network is, as the channels of its first convolution here and as published. Every
 * other width of the network shrinks in proportion.
 *
 * @param here the channels here, at least 1
 * @param published the channels of the published network
 */
record Width(int here, int published) {
  /** Checks the range. */
  Width {
    if (here < 1) {
      throw new IllegalArgumentException("width must be at least 1 but was " + here);
    }
  }

  /** Scales a published width: rounded to the nearest, a half upwards, and at least 1. */
  int of(int channels) {
    return (int) Math.max(1, Math.round((double) channels * here / published));
  }

  /** The same, rounded to a multiple, at least one of it. */
  int of(int channels, int multiple) {
    return (int) Math.max(1, Math.round((double) channels * here / published / multiple))
        * multiple;
  }

  static void requireClasses(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("classes must be at least 1 but was " + classes);
    }
  }
}
