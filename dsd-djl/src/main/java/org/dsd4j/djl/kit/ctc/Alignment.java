package org.dsd4j.djl.kit.ctc;

/**
 * Which states an utterance may be in, and when.
 *
 * <p>The states are the labels with a blank before, between and after them: blank i stands before
 * label i, blank L after the last. A path may skip the blank between different labels, not between
 * equal ones. So label i is reached in frame {@code earliest[i]} at the earliest, and has to be
 * left in time for what follows: what lies outside is never visited.
 */
final class Alignment {
  int[] labels = {};

  /** Whether label i may follow label i - 1 without a blank. */
  boolean[] follows = {};

  private int frames;
  private int[] firstLabels = {};
  private int[] lastLabels = {};

  /**
   * Prepares for an utterance.
   *
   * @return whether the labels fit into the frames
   */
  boolean prepare(int[] newLabels, int newFrames) {
    labels = newLabels;
    frames = newFrames;
    if (follows.length < labels.length) {
      follows = new boolean[labels.length];
    }
    if (firstLabels.length < frames + 1) {
      firstLabels = new int[frames + 1];
      lastLabels = new int[frames + 1];
    }
    int needed = 0;
    for (int i = 0; i < labels.length; i++) {
      follows[i] = i > 0 && labels[i] != labels[i - 1];
      needed += i == 0 || follows[i] ? 1 : 2;
    }
    if (needed > frames) {
      return false;
    }
    findWindows(frames - needed);
    return true;
  }

  /** Walks over the frames once; {@code slack} frames are more than the labels need. */
  private void findWindows(int slack) {
    int first = 0;
    int earliestOfFirst = 0;
    int last = -1;
    int earliestOfNext = 0;
    for (int t = 0; t <= frames; t++) {
      while (first < labels.length && earliestOfFirst + slack < t) {
        first++;
        earliestOfFirst += framesBefore(first);
      }
      while (last + 1 < labels.length && earliestOfNext <= t) {
        last++;
        earliestOfNext += framesBefore(last + 1);
      }
      firstLabels[t] = first;
      lastLabels[t] = last;
    }
  }

  /** The frames from label i - 1 to label i at the fastest. */
  private int framesBefore(int i) {
    return i < labels.length && !follows[i] ? 2 : 1;
  }

  /** The first label that a path to the end may be in. */
  int firstLabel(int frame) {
    return firstLabels[frame];
  }

  /** The last label that a path from the start may be in; less than the first if there is none. */
  int lastLabel(int frame) {
    return lastLabels[frame];
  }

  /** The first blank that a path to the end may be in: that before a label one frame later. */
  int firstBlank(int frame) {
    return firstLabels[frame + 1];
  }

  /** The last blank that a path from the start may be in: that after a label one frame earlier. */
  int lastBlank(int frame) {
    return frame == 0 ? 0 : lastLabels[frame - 1] + 1;
  }
}
