package org.dsd4j.reports.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What BLEU has to know of one sentence, or of many: counts add up.
 *
 * @param matches for the orders 1 to {@value #ORDERS}: the hypothesis' n-grams that stand in a
 *     reference, each counted at most as often as in the reference that has it most often
 * @param totals for the orders 1 to {@value #ORDERS}: the hypothesis' n-grams; 0 where it has fewer
 *     than n words
 * @param hypothesisLength words of the hypothesis
 * @param referenceLength words of the reference whose length is closest; of two equally close, the
 *     shorter
 */
public record BleuCounts(
    List<Long> matches, List<Long> totals, long hypothesisLength, long referenceLength) {
  /** The longest n-gram that is counted. */
  public static final int ORDERS = 4;

  /** The counts of no sentence at all. */
  public static final BleuCounts ZERO =
      new BleuCounts(List.of(0L, 0L, 0L, 0L), List.of(0L, 0L, 0L, 0L), 0, 0);

  private static final int MATCHES_AT = 0;
  private static final int TOTALS_AT = ORDERS;
  private static final int LENGTHS_AT = 2 * ORDERS;

  /** Checks that there are {@value #ORDERS} orders. */
  public BleuCounts {
    matches = List.copyOf(matches);
    totals = List.copyOf(totals);
    if (matches.size() != ORDERS || totals.size() != ORDERS) {
      throw new IllegalArgumentException(
          "BLEU counts need "
              + ORDERS
              + " orders but were given "
              + matches.size()
              + " matches and "
              + totals.size()
              + " totals");
    }
  }

  /**
   * Counts one sentence.
   *
   * @param hypothesis its words; may be empty
   * @param references the words of at least one reference
   * @return its counts
   * @throws IllegalArgumentException if there is no reference
   */
  public static BleuCounts of(List<String> hypothesis, List<List<String>> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException(
          "a hypothesis without a reference has no BLEU: give it at least one: " + hypothesis);
    }
    List<Long> matches = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    for (int order = 1; order <= ORDERS; order++) {
      Map<List<String>, Long> said = ngrams(hypothesis, order);
      matches.add(matches(said, most(references, order)));
      totals.add(said.values().stream().mapToLong(Long::longValue).sum());
    }
    return new BleuCounts(
        matches, totals, hypothesis.size(), closest(hypothesis.size(), references));
  }

  /**
   * The counts of both.
   *
   * @param other to add
   * @return a new value
   */
  public BleuCounts plus(BleuCounts other) {
    return new BleuCounts(
        sum(matches, other.matches),
        sum(totals, other.totals),
        hypothesisLength + other.hypothesisLength,
        referenceLength + other.referenceLength);
  }

  /**
   * The counts as plain numbers, for code that adds many of them.
   *
   * @return matches of orders 1 to {@value #ORDERS}, totals of the same, hypothesis length,
   *     reference length
   * @see #ofArray
   */
  public long[] toArray() {
    return LongStream.concat(
            LongStream.concat(longs(matches), longs(totals)),
            LongStream.of(hypothesisLength, referenceLength))
        .toArray();
  }

  /**
   * Back from {@link #toArray}.
   *
   * @param counts in the order of {@code toArray}
   * @return the same counts
   * @throws IllegalArgumentException if the array has another length
   */
  public static BleuCounts ofArray(long... counts) {
    if (counts.length != LENGTHS_AT + 2) {
      throw new IllegalArgumentException(
          "BLEU counts are " + (LENGTHS_AT + 2) + " numbers but were " + counts.length);
    }
    return new BleuCounts(
        slice(counts, MATCHES_AT),
        slice(counts, TOTALS_AT),
        counts[LENGTHS_AT],
        counts[LENGTHS_AT + 1]);
  }

  private static Map<List<String>, Long> ngrams(List<String> words, int order) {
    Map<List<String>, Long> counts = new HashMap<>();
    for (int i = 0; i + order <= words.size(); i++) {
      counts.merge(List.copyOf(words.subList(i, i + order)), 1L, Long::sum);
    }
    return counts;
  }

  /** How often each n-gram stands in the reference that has it most often. */
  private static Map<List<String>, Long> most(List<List<String>> references, int order) {
    Map<List<String>, Long> most = new HashMap<>();
    for (List<String> reference : references) {
      ngrams(reference, order).forEach((ngram, count) -> most.merge(ngram, count, Math::max));
    }
    return most;
  }

  private static long matches(Map<List<String>, Long> said, Map<List<String>, Long> allowed) {
    return said.entrySet().stream()
        .mapToLong(ngram -> Math.min(ngram.getValue(), allowed.getOrDefault(ngram.getKey(), 0L)))
        .sum();
  }

  private static long closest(int length, List<List<String>> references) {
    long best = references.get(0).size();
    for (List<String> reference : references) {
      long distance = Math.abs(reference.size() - length);
      long least = Math.abs(best - length);
      if (distance < least || (distance == least && reference.size() < best)) {
        best = reference.size();
      }
    }
    return best;
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    return IntStream.range(0, ORDERS).mapToObj(i -> a.get(i) + b.get(i)).toList();
  }

  private static LongStream longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue);
  }

  private static List<Long> slice(long[] counts, int from) {
    return IntStream.range(from, from + ORDERS).mapToObj(i -> counts[i]).toList();
  }
}
