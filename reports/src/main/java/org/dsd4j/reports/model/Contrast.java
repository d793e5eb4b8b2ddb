package org.dsd4j.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.metric.MatchedPairs;
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
 * @param overExamples the mean improvement with its 95 % interval over the examples of the test
 *     split; empty where a run of {@code seeds} kept no predictions from which the metric follows
 * @param segments matched-pair tests of a word error rate by seed; each compares two transcripts,
 *     so they are not pooled: segments of the same utterance from several seeds would count as
 *     independent. Empty for other metrics
 */
public record Contrast(
    String arm,
    String reference,
    List<Long> seeds,
    PairedComparison comparison,
    double relativePercent,
    Optional<SentenceReport.Estimate> overExamples,
    SortedMap<Long, MatchedPairs> segments) {
  /** Copies the collections. */
  public Contrast {
    seeds = List.copyOf(seeds);
    segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
  }
}
