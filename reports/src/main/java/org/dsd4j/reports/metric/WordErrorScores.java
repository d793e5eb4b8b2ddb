package org.dsd4j.reports.metric;

import java.util.List;
import java.util.stream.LongStream;

/** Word and character error rates of each test set, and the shares of the kinds of errors. */
final class WordErrorScores implements CountedScores {
  private static final int KINDS = WordErrors.ZERO.toArray().length;
  private static final double ALL_WRONG = 100;

  @Override
  public boolean has(String metricId) {
    return SpeechMetrics.parse(metricId).isPresent();
  }

  @Override
  public boolean counts(String metricId, String set) {
    return SpeechMetrics.parse(metricId).orElseThrow().set().equals(set);
  }

  /** The counts of words, then those of characters. */
  @Override
  public long[] count(List<String> hypothesis, List<List<String>> references) {
    return LongStream.concat(
            LongStream.of(SpeechMetrics.errors(hypothesis, references, false).toArray()),
            LongStream.of(SpeechMetrics.errors(hypothesis, references, true).toArray()))
        .toArray();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A drawn corpus may have no reference word at all although the test set has some. It must
   * have a score: 0 where nothing was said, and 100 where the insertions are all there is.
   */
  @Override
  public double score(String metricId, long... sum) {
    SpeechMetrics.Kind kind = SpeechMetrics.parse(metricId).orElseThrow().kind();
    int at = kind.ofCharacters() ? KINDS : 0;
    WordErrors errors = new WordErrors(sum[at], sum[at + 1], sum[at + 2], sum[at + KINDS - 1]);
    if (errors.words() > 0) {
      return kind.rate(errors);
    }
    boolean counted =
        kind != SpeechMetrics.Kind.SUBSTITUTIONS && kind != SpeechMetrics.Kind.DELETIONS;
    return errors.insertions() > 0 && counted ? ALL_WRONG : 0;
  }
}
