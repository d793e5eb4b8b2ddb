package org.dsd4j.reports.metric;

import java.util.List;

/** BLEU-1 to BLEU-4, with and without brevity penalty. */
final class BleuScores implements CountedScores {
  @Override
  public boolean has(String metricId) {
    return CaptionMetrics.bleuOrder(metricId).isPresent();
  }

  /** A captioning row has one test set. */
  @Override
  public boolean counts(String metricId, String set) {
    return true;
  }

  @Override
  public long[] count(List<String> hypothesis, List<List<String>> references) {
    return BleuCounts.of(hypothesis, references).toArray();
  }

  @Override
  public double score(String metricId, long... sum) {
    int order = CaptionMetrics.bleuOrder(metricId).orElseThrow();
    return Bleu.score(BleuCounts.ofArray(sum), order, CaptionMetrics.hasPenalty(metricId));
  }
}
