package org.dsd4j.reports.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A network's sentence for one example of the test split, and its references.
 *
 * @param example its position in the split, from 0
 * @param name its name in the corpus, such as a file name
 * @param hypothesis the network's words; may be empty
 * @param references the words of each reference, at least one
 * @param set which of several test sets it is of, such as {@code 93}; {@code ""} where there is one
 *     only
 */
public record SentencePrediction(
    long example, String name, List<String> hypothesis, List<List<String>> references, String set) {
  // Sets are parts of metric ids and of file names.
  private static final Pattern SET = Pattern.compile("[A-Za-z0-9_-]*");

  /** Checks that every word is one word: the store keeps sentences with one space between words. */
  public SentencePrediction {
    List<String> problems = new ArrayList<>();
    if (example < 0) {
      problems.add("its position must not be negative");
    }
    if (name.isBlank()) {
      problems.add("its name is blank");
    }
    if (references.isEmpty()) {
      problems.add("it has no reference: give it at least one");
    }
    if (!SET.matcher(set).matches()) {
      problems.add(
          "its test set must be letters, digits, '-' and '_' or empty but was '" + set + "'");
    }
    checkWords(problems, "hypothesis", hypothesis);
    references.forEach(reference -> checkWords(problems, "reference", reference));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "sentence of example " + example + ": " + String.join("; ", problems));
    }
    hypothesis = List.copyOf(hypothesis);
    references = references.stream().map(List::copyOf).toList();
  }

  /**
   * A sentence of a row's only test set.
   *
   * @param example its position in the split, from 0
   * @param name its name in the corpus
   * @param hypothesis the network's words; may be empty
   * @param references the words of each reference, at least one
   */
  public SentencePrediction(
      long example, String name, List<String> hypothesis, List<List<String>> references) {
    this(example, name, hypothesis, references, "");
  }

  private static void checkWords(List<String> problems, String what, List<String> words) {
    for (String word : words) {
      if (word.isEmpty() || word.indexOf(' ') >= 0) {
        problems.add("'" + word + "' in its " + what + " is no word: split at spaces first");
      }
    }
  }
}
