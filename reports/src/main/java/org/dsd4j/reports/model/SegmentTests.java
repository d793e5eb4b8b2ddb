package org.dsd4j.reports.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.metric.MatchedPairs;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.metric.WordAlignment;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.SentencePrediction;

/** The matched-pair tests of word error rates, seed by seed; each transcript is aligned once. */
final class SegmentTests {
  private final Sentences sentences;
  private final Map<List<Object>, List<WordAlignment>> aligned = new HashMap<>();

  SegmentTests(Sentences sentences) {
    this.sentences = sentences;
  }

  /** By seed; empty for another metric, and without transcripts of one reference. */
  SortedMap<Long, MatchedPairs> of(Metric metric, String arm, String reference, List<Long> seeds) {
    SortedMap<Long, MatchedPairs> tests = new TreeMap<>();
    if (SpeechMetrics.setOfWer(metric.id()).isEmpty()) {
      return tests;
    }
    String set = SpeechMetrics.setOfWer(metric.id()).get();
    for (long seed : seeds) {
      List<WordAlignment> from = aligned(reference, seed, set);
      List<WordAlignment> to = aligned(arm, seed, set);
      if (!from.isEmpty() && !to.isEmpty()) {
        tests.put(seed, MatchedPairs.of(from, to));
      }
    }
    return tests;
  }

  private List<WordAlignment> aligned(String arm, long seed, String set) {
    return aligned.computeIfAbsent(List.of(arm, seed, set), key -> align(arm, seed, set));
  }

  private List<WordAlignment> align(String arm, long seed, String set) {
    return sentences.byArm().getOrDefault(arm, Map.of()).getOrDefault(seed, List.of()).stream()
        .filter(one -> one.set().equals(set) && one.references().size() == 1)
        .map(SegmentTests::align)
        .toList();
  }

  private static WordAlignment align(SentencePrediction one) {
    return WordAlignment.of(one.references().get(0), one.hypothesis());
  }
}
