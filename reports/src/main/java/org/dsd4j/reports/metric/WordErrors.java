package org.dsd4j.reports.metric;

/**
 * What a transcript got wrong, in words or in characters: counts add up over a corpus.
 *
 * @param substitutions reference words that another word stands for
 * @param deletions reference words that nothing stands for
 * @param insertions words that stand for no reference word
 * @param correct reference words that are there
 */
public record WordErrors(long substitutions, long deletions, long insertions, long correct) {
  /** The counts of no sentence at all. */
  public static final WordErrors ZERO = new WordErrors(0, 0, 0, 0);

  private static final int COUNTS = 4;

  /** Checks that nothing is negative. */
  public WordErrors {
    if (substitutions < 0 || deletions < 0 || insertions < 0 || correct < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative: "
              + substitutions
              + " substitutions, "
              + deletions
              + " deletions, "
              + insertions
              + " insertions, "
              + correct
              + " correct");
    }
  }

  /** N, the words of the reference: each is correct, substituted or deleted. */
  public long words() {
    return correct + substitutions + deletions;
  }

  /** S + D + I. */
  public long errors() {
    return substitutions + deletions + insertions;
  }

  /**
   * The error rate of the corpus.
   *
   * @return 100 (S + D + I) / N, from 0; above 100 where insertions abound
   * @throws IllegalStateException if there is no reference word, as no rate exists then (sclite
   *     prints UNDEF)
   */
  public double rate() {
    return percent(errors());
  }

  /**
   * A count in % of the reference's words.
   *
   * @param count such as {@link #deletions}
   * @return 100 count / N
   * @throws IllegalStateException if there is no reference word
   */
  public double percent(long count) {
    if (words() == 0) {
      throw new IllegalStateException(
          "an error rate needs at least one reference word: are the transcripts empty?");
    }
    return 100.0 * count / words();
  }

  /**
   * The counts of both.
   *
   * @param other to add
   * @return a new value
   */
  public WordErrors plus(WordErrors other) {
    return new WordErrors(
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions,
        correct + other.correct);
  }

  /**
   * The counts as plain numbers, for code that adds many of them.
   *
   * @return substitutions, deletions, insertions, correct
   * @see #ofArray
   */
  public long[] toArray() {
    return new long[] {substitutions, deletions, insertions, correct};
  }

  /**
   * Back from {@link #toArray}.
   *
   * @param counts in the order of {@code toArray}
   * @return the same counts
   * @throws IllegalArgumentException if the array has another length
   */
  public static WordErrors ofArray(long... counts) {
    if (counts.length != COUNTS) {
      throw new IllegalArgumentException(
          "word errors are " + COUNTS + " numbers but were " + counts.length);
    }
    return new WordErrors(counts[0], counts[1], counts[2], counts[3]);
  }
}
