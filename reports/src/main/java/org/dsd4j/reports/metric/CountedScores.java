package org.dsd4j.reports.metric;

import java.util.List;

/**
 * Metrics of sentences that are a score of counts added over a corpus, and that share their counts.
 * What is named in {@link #ALL} gets intervals of the bootstrap over the test split wherever a row
 * measures such a metric and keeps its sentences.
 */
public interface CountedScores {
  /** All families of such metrics. */
  List<CountedScores> ALL = List.of(new BleuScores(), new WordErrorScores());

  /**
   * Whether a metric is one of this family.
   *
   * @param metricId its id
   * @return whether {@link #score} knows it
   */
  boolean has(String metricId);

  /**
   * Whether a sentence counts for a metric: a row may have several test sets, and metrics of each.
   *
   * @param metricId a metric of this family
   * @param set the sentence's test set; {@code ""} where there is one only
   * @return whether {@link #score} is over sums that include it
   */
  boolean counts(String metricId, String set);

  /**
   * Counts one sentence.
   *
   * @param hypothesis the words that were said; may be empty
   * @param references the words of at least one reference
   * @return counts that add up over sentences; always equally many
   */
  long[] count(List<String> hypothesis, List<List<String>> references);

  /**
   * Scores a corpus.
   *
   * @param metricId a metric of this family
   * @param sum the counts of its sentences, added
   * @return a finite number in the metric's unit
   */
  double score(String metricId, long... sum);
}
