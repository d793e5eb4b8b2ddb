package org.dsd4j.reports.metric;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What BLEU is blind to in a set of captions: a captioner that says one safe sentence to every
 * picture, or recites training captions, can still score well.
 *
 * @param captions how many there are
 * @param distinct how many of them differ, word for word
 * @param meanLength words per caption; 0 for no caption
 * @param seenShare share in [0, 1] of the captions that stand word for word in the training set; 0
 *     for no caption
 */
public record CaptionVariety(int captions, int distinct, double meanLength, double seenShare) {
  /** Checks the ranges. */
  public CaptionVariety {
    if (captions < 0 || distinct < 0 || distinct > captions) {
      throw new IllegalArgumentException(distinct + " distinct captions of " + captions);
    }
    if (!(meanLength >= 0) || !(seenShare >= 0 && seenShare <= 1)) {
      throw new IllegalArgumentException(
          "mean length " + meanLength + " must be >= 0, share " + seenShare + " in [0, 1]");
    }
  }

  /**
   * Looks at captions.
   *
   * @param hypotheses the words of each caption
   * @param training the words of the training captions
   * @return what they are like
   */
  public static CaptionVariety of(List<List<String>> hypotheses, Set<List<String>> training) {
    if (hypotheses.isEmpty()) {
      return new CaptionVariety(0, 0, 0, 0);
    }
    int captions = hypotheses.size();
    long words = hypotheses.stream().mapToLong(List::size).sum();
    long seen = hypotheses.stream().filter(training::contains).count();
    return new CaptionVariety(
        captions,
        new HashSet<>(hypotheses).size(),
        (double) words / captions,
        (double) seen / captions);
  }

  /** Share of the captions that differ, in [0, 1]: distinct over all; 0 for no caption. */
  public double distinctShare() {
    return captions == 0 ? 0 : (double) distinct / captions;
  }
}
