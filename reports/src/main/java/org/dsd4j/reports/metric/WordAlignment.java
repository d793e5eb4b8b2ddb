package org.dsd4j.reports.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A transcript laid beside its reference, word by word, at the least cost: a substitution costs
 * {@value #SUBSTITUTION_COST}, a deletion or an insertion {@value #GAP_COST}, a correct word
 * nothing.
 *
 * <p>These are the costs of NIST's sclite, and ties are broken as it does: read from the end, a
 * pair of words goes before an insertion, and an insertion before a deletion. Costs decide the
 * counts too: at plain edit distance (1, 1, 1) the sum of the errors is the least there is, here
 * two errors more may stand for words that were recognised correctly. Words are compared letter by
 * letter, case included (sclite's option {@code -s}).
 *
 * @param steps from the first word to the last
 */
public record WordAlignment(List<Step> steps) {
  private static final int SUBSTITUTION_COST = 4;
  private static final int GAP_COST = 3;

  /** Copies the list. */
  public WordAlignment {
    steps = List.copyOf(steps);
  }

  /** What became of a word. */
  public enum Kind {
    /** The reference's word was said. */
    CORRECT,
    /** Another word was said in its place. */
    SUBSTITUTION,
    /** Nothing was said in its place. */
    DELETION,
    /** A word was said that is not in the reference. */
    INSERTION
  }

  /**
   * One place of the alignment.
   *
   * @param kind what happened
   * @param reference the reference's word; empty for an insertion
   * @param hypothesis the transcript's word; empty for a deletion
   */
  public record Step(Kind kind, String reference, String hypothesis) {}

  /**
   * Aligns words.
   *
   * @param reference what was said; may be empty
   * @param hypothesis what was understood; may be empty
   * @return the alignment
   */
  public static WordAlignment of(List<String> reference, List<String> hypothesis) {
    return new WordAlignment(back(costs(reference, hypothesis), reference, hypothesis));
  }

  /**
   * Aligns the same words by character. Spaces are no characters here, so a wrong word boundary
   * alone is no error, as with sclite's option {@code -c}. A character is a Unicode code point.
   *
   * @param reference the words that were said
   * @param hypothesis the words that were understood
   * @return the alignment of their characters
   */
  public static WordAlignment ofCharacters(List<String> reference, List<String> hypothesis) {
    return of(characters(reference), characters(hypothesis));
  }

  /** How often each kind occurs. */
  public WordErrors errors() {
    return new WordErrors(
        count(Kind.SUBSTITUTION), count(Kind.DELETION), count(Kind.INSERTION), count(Kind.CORRECT));
  }

  private long count(Kind kind) {
    return steps.stream().filter(step -> step.kind() == kind).count();
  }

  /** The least cost of aligning the first i words of the reference with the first j said. */
  private static int[][] costs(List<String> reference, List<String> hypothesis) {
    int[][] costs = new int[reference.size() + 1][hypothesis.size() + 1];
    for (int i = 0; i <= reference.size(); i++) {
      for (int j = 0; j <= hypothesis.size(); j++) {
        if (i == 0 || j == 0) {
          costs[i][j] = GAP_COST * (i + j);
        } else {
          int pair = costs[i - 1][j - 1] + pairCost(reference.get(i - 1), hypothesis.get(j - 1));
          int gap = Math.min(costs[i - 1][j], costs[i][j - 1]) + GAP_COST;
          costs[i][j] = Math.min(pair, gap);
        }
      }
    }
    return costs;
  }

  private static List<Step> back(int[][] costs, List<String> reference, List<String> hypothesis) {
    List<Step> steps = new ArrayList<>();
    int i = reference.size();
    int j = hypothesis.size();
    while (i > 0 || j > 0) {
      String wanted = i > 0 ? reference.get(i - 1) : "";
      String said = j > 0 ? hypothesis.get(j - 1) : "";
      Step step = lastStep(costs, i, j, wanted, said);
      steps.add(step);
      i -= step.kind() == Kind.INSERTION ? 0 : 1;
      j -= step.kind() == Kind.DELETION ? 0 : 1;
    }
    Collections.reverse(steps);
    return steps;
  }

  /** The order of the questions is sclite's way with ties. */
  private static Step lastStep(int[][] costs, int i, int j, String wanted, String said) {
    boolean both = i > 0 && j > 0;
    if (both && costs[i][j] == costs[i - 1][j - 1] + pairCost(wanted, said)) {
      return new Step(wanted.equals(said) ? Kind.CORRECT : Kind.SUBSTITUTION, wanted, said);
    }
    if (j > 0 && costs[i][j] == costs[i][j - 1] + GAP_COST) {
      return new Step(Kind.INSERTION, "", said);
    }
    return new Step(Kind.DELETION, wanted, "");
  }

  private static int pairCost(String wanted, String said) {
    return wanted.equals(said) ? 0 : SUBSTITUTION_COST;
  }

  private static List<String> characters(List<String> words) {
    return String.join("", words).codePoints().mapToObj(Character::toString).toList();
  }
}
