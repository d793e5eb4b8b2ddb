package org.dsd4j.reports.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.special.Erf;

/**
 * The matched-pair sentence-segment word error test of two transcripts of the same speech (Gillick
 * and Cox 1989), as NIST's sc_stats does it ({@code -t mapsswe}).
 *
 * <p>Errors come in runs, so words are no independent trials. Each utterance is therefore cut where
 * {@value #BUFFER} words in a row are right in both transcripts; between such places lie the
 * segments, and of each the number of errors of both is counted. Segments without an error are
 * none. The mean difference, divided by its standard error, is taken as normal.
 *
 * @param segments n, how many segments have an error in either transcript
 * @param mean errors of the first transcript minus those of the second, per segment: positive when
 *     the second is better; 0 without a segment
 * @param z mean / (deviation / √n); empty with fewer than two segments or where all differ equally
 */
public record MatchedPairs(int segments, double mean, OptionalDouble z) {
  private static final int BUFFER = 2;

  /**
   * Compares two transcripts.
   *
   * @param from alignments of the first transcript with the references, one for each utterance
   * @param to those of the second, over the same references in the same order
   * @return the test
   * @throws IllegalArgumentException if the references are not the same
   */
  public static MatchedPairs of(List<WordAlignment> from, List<WordAlignment> to) {
    if (from.size() != to.size()) {
      throw new IllegalArgumentException(
          "transcripts must be of the same utterances but are of "
              + from.size()
              + " and "
              + to.size());
    }
    List<Integer> differences = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      segment(words(from.get(i)), words(to.get(i)), differences);
    }
    return of(differences);
  }

  /** Two-sided p of {@link #z}; 1 where no segment differs; empty where there is no z else. */
  public OptionalDouble p() {
    if (z.isPresent()) {
      return OptionalDouble.of(Erf.erfc(Math.abs(z.getAsDouble()) / Math.sqrt(2)));
    }
    return mean == 0 ? OptionalDouble.of(1) : OptionalDouble.empty();
  }

  static MatchedPairs of(List<Integer> differences) {
    int n = differences.size();
    double mean = differences.stream().mapToInt(d -> d).average().orElse(0);
    double squares = differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    return n < 2 || squares == 0
        ? new MatchedPairs(n, mean, OptionalDouble.empty())
        : new MatchedPairs(n, mean, OptionalDouble.of(mean / Math.sqrt(squares / (n - 1) / n)));
  }

  private static void segment(List<Word> from, List<Word> to, List<Integer> differences) {
    if (from.size() != to.size()) {
      throw new IllegalArgumentException("transcripts must be of the same words");
    }
    int difference = 0;
    int right = 0;
    boolean inSegment = false;
    for (int i = 0; i < from.size(); i++) {
      Word one = from.get(i);
      Word other = to.get(i);
      difference += one.errors() - other.errors();
      if (one.insertedBefore() > 0 || other.insertedBefore() > 0) {
        inSegment = true;
        right = 0;
      }
      boolean bothRight = one.correct() && other.correct();
      right = bothRight ? right + 1 : 0;
      inSegment |= !bothRight;
      if (inSegment && right == BUFFER) {
        differences.add(difference);
        difference = 0;
        inSegment = false;
      }
    }
    if (inSegment) {
      differences.add(difference);
    }
  }

  /**
   * One for each word of the reference, and one for its end, which nothing can get wrong or right.
   */
  private static List<Word> words(WordAlignment alignment) {
    List<Word> words = new ArrayList<>();
    int inserted = 0;
    for (WordAlignment.Step step : alignment.steps()) {
      if (step.kind() == WordAlignment.Kind.INSERTION) {
        inserted++;
      } else {
        boolean correct = step.kind() == WordAlignment.Kind.CORRECT;
        words.add(new Word(inserted, correct, inserted + (correct ? 0 : 1)));
        inserted = 0;
      }
    }
    words.add(new Word(inserted, true, inserted));
    return words;
  }

  private record Word(int insertedBefore, boolean correct, int errors) {}
}
