package org.dsd4j.reports.model;

import java.util.List;
import org.dsd4j.reports.statistics.PairedComparison;

/**
 * One arm against another, paired by seed.
 *
 * @param arm the arm in question
 * @param reference the arm it is compared with
 * @param seeds the seeds that both have, ascending; not empty
 * @param comparison the statistics, positive when {@code arm} is better
 * @param relativePercent the mean improvement in percent of the reference's mean over the same
 *     seeds; NaN when that mean is 0
 */
public record Contrast(
    String arm,
    String reference,
    List<Long> seeds,
    PairedComparison comparison,
    double relativePercent) {
  /** Copies the list. */
  public Contrast {
    seeds = List.copyOf(seeds);
  }
}
