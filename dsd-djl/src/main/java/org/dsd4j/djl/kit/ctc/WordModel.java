package org.dsd4j.djl.kit.ctc;

import java.util.List;

/** A language model for a decoder: the probability of a word after others. */
@FunctionalInterface
public interface WordModel {
  /**
   * Returns the probability of a word.
   *
   * @param history all words of the utterance before it, first word first; may be empty
   * @param word the word, not empty
   * @return its natural logarithm, at most 0; negative infinity forbids the word
   */
  double logProbability(List<String> history, String word);
}
