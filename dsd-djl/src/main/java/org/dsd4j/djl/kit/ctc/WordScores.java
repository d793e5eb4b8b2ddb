package org.dsd4j.djl.kit.ctc;

import java.util.ArrayList;
import java.util.List;

/** What a beam search adds to the logarithm of a prefix for its words. */
final class WordScores {
  /** Adds nothing: there are no words. */
  static final WordScores NONE = new WordScores((history, word) -> 0, List.of(), -1, 0, 0);

  private final WordModel model;
  private final List<String> texts;
  private final int space;
  private final double alpha;
  private final double beta;

  WordScores(WordModel model, List<String> texts, int space, double alpha, double beta) {
    this.model = model;
    this.texts = texts;
    this.space = space;
    this.alpha = alpha;
    this.beta = beta;
  }

  boolean ends(int symbol) {
    return symbol == space;
  }

  /** Refuses logits with other symbols than the texts are for. */
  void requireFit(int symbols) {
    if (space >= 0 && texts.size() != symbols) {
      throw new IllegalArgumentException(
          "the decoder has texts for " + texts.size() + " symbols, but the logits have " + symbols);
    }
  }

  /** The word that a prefix ends in, without a space after it; may be empty. */
  String word(Prefix prefix) {
    StringBuilder word = new StringBuilder();
    for (Prefix at = prefix; at.symbol() >= 0 && !ends(at.symbol()); at = at.parent()) {
      word.insert(0, texts.get(at.symbol()));
    }
    return word.toString();
  }

  /** The words of a prefix when a space is put after it. */
  List<String> words(Prefix prefix) {
    String word = word(prefix);
    if (word.isEmpty()) {
      return prefix.words();
    }
    List<String> words = new ArrayList<>(prefix.words());
    words.add(word);
    return List.copyOf(words);
  }

  /** What the word that a prefix ends in adds; 0 if there is none. */
  double last(Prefix prefix) {
    if (space < 0) {
      return 0;
    }
    String word = word(prefix);
    if (word.isEmpty()) {
      return 0;
    }
    // A weight of 0 switches the model off, also where it forbids: 0 times infinity is no number.
    double weighted = alpha == 0 ? 0 : alpha * model.logProbability(prefix.words(), word);
    return weighted + beta;
  }
}
