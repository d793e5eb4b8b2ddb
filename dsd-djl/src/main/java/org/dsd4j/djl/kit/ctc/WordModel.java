package org.dsd4j.djl.kit.ctc;

import java.util.List;

/** How likely a word is after others: a language model, as a decoder uses it. */
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
