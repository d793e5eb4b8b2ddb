package org.dsd4j.reproductions.caption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsd4j.datasets.caption.CaptionedPictures;
import org.dsd4j.reports.metric.Bleu;
import org.dsd4j.reports.metric.BleuCounts;

/**
 * The best result without any picture: one caption for every picture. Of all training captions, the
 * one with the highest BLEU-4 over the validation pictures is taken; without brevity penalty that
 * is a short one.
 */
final class ConstantCaption {
  /** For each n-gram, in how many pictures some reference has it once, twice, and so on. */
  private final Map<List<String>, List<Long>> pictures = new HashMap<>();

  private final List<List<List<String>>> references = new ArrayList<>();
  private final Map<Integer, Long> closestLengths = new HashMap<>();

  /** Counts the references of a split. */
  ConstantCaption(CaptionedPictures split) {
    for (int i = 0; i < split.size(); i++) {
      references.add(split.captions(i));
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : split.captions(i)) {
        ngrams(reference).forEach((ngram, count) -> most.merge(ngram, count, Math::max));
      }
      most.forEach(this::count);
    }
  }

  private void count(List<String> ngram, int times) {
    List<Long> counts = pictures.computeIfAbsent(ngram, key -> new ArrayList<>());
    for (int k = 0; k < times; k++) {
      if (k == counts.size()) {
        counts.add(0L);
      }
      counts.set(k, counts.get(k) + 1);
    }
  }

  /** The caption of {@code train} that scores best as the caption of every picture here. */
  List<String> best(CaptionedPictures train, boolean brevityPenalty) {
    Set<List<String>> candidates = new LinkedHashSet<>();
    for (int i = 0; i < train.size(); i++) {
      candidates.addAll(train.captions(i));
    }
    List<String> best = List.of();
    double highest = -1;
    for (List<String> candidate : candidates) {
      double score = Bleu.score(counts(candidate), BleuCounts.ORDERS, brevityPenalty);
      if (score > highest) {
        highest = score;
        best = candidate;
      }
    }
    return best;
  }

  /** What BLEU counts when every picture gets this caption. */
  BleuCounts counts(List<String> caption) {
    Long[] matches = {0L, 0L, 0L, 0L};
    Long[] totals = {0L, 0L, 0L, 0L};
    ngrams(caption)
        .forEach(
            (ngram, times) -> {
              int order = ngram.size() - 1;
              totals[order] += (long) times * references.size();
              List<Long> counts = pictures.getOrDefault(ngram, List.of());
              for (int k = 0; k < Math.min(times, counts.size()); k++) {
                matches[order] += counts.get(k);
              }
            });
    return new BleuCounts(
        List.of(matches),
        List.of(totals),
        (long) caption.size() * references.size(),
        closestLengths.computeIfAbsent(caption.size(), this::closestLengths));
  }

  private long closestLengths(int length) {
    long sum = 0;
    for (List<List<String>> ofPicture : references) {
      int closest = ofPicture.get(0).size();
      for (List<String> reference : ofPicture) {
        int here = Math.abs(reference.size() - length);
        int there = Math.abs(closest - length);
        if (here < there || (here == there && reference.size() < closest)) {
          closest = reference.size();
        }
      }
      sum += closest;
    }
    return sum;
  }

  private static Map<List<String>, Integer> ngrams(List<String> words) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int order = 1; order <= BleuCounts.ORDERS; order++) {
      for (int i = 0; i + order <= words.size(); i++) {
        counts.merge(words.subList(i, i + order), 1, Integer::sum);
      }
    }
    return counts;
  }
}
