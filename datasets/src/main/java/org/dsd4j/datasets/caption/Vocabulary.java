package org.dsd4j.datasets.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that a caption model knows. Index 0 is both the start token, as an input, and the end
 * token, as an output, as NeuralTalk has it; words follow from 1, the most frequent first and ties
 * in alphabetical order, so that the indices depend on the corpus alone.
 */
public final class Vocabulary {
  /** Index of the token that starts a sentence as an input and ends it as an output. */
  public static final int BOUNDARY = 0;

  /**
   * A word and how often it occurs in the training captions.
   *
   * @param text the word
   * @param count at least 1
   */
  public record Word(String text, long count) {}

  private final long sentences;
  private final List<Word> words;
  private final Map<String, Integer> indices = new HashMap<>();

  /**
   * Numbers words in the given order.
   *
   * @param sentences the number of training captions, which is how often the end token occurs
   * @param words distinct words, in the order of their indices from 1
   * @throws IllegalArgumentException if a word is repeated
   */
  public Vocabulary(long sentences, List<Word> words) {
    this.sentences = sentences;
    this.words = List.copyOf(words);
    for (Word word : words) {
      if (indices.put(word.text(), indices.size() + 1) != null) {
        throw new IllegalArgumentException("the vocabulary has " + word.text() + " twice");
      }
    }
  }

  /**
   * Counts the words of the captions of a split.
   *
   * @param train the training split
   * @param atLeast how often a word must occur to be kept, at least 1
   * @return the vocabulary, never null
   */
  public static Vocabulary of(CaptionedPictures train, int atLeast) {
    Map<String, Long> counts = new HashMap<>();
    long sentences = 0;
    for (int i = 0; i < train.size(); i++) {
      for (List<String> caption : train.captions(i)) {
        sentences++;
        caption.forEach(word -> counts.merge(word, 1L, Long::sum));
      }
    }
    List<Word> kept = new ArrayList<>();
    counts.forEach(
        (text, count) -> {
          if (count >= atLeast) {
            kept.add(new Word(text, count));
          }
        });
    kept.sort(Comparator.comparingLong(Word::count).reversed().thenComparing(Word::text));
    return new Vocabulary(sentences, kept);
  }

  /**
   * Number of tokens: the words and the boundary.
   *
   * @return at least 1
   */
  public int size() {
    return words.size() + 1;
  }

  /**
   * Number of training captions.
   *
   * @return at least 0
   */
  public long sentences() {
    return sentences;
  }

  /**
   * The words, the one with index 1 first.
   *
   * @return an unmodifiable list
   */
  public List<Word> words() {
    return words;
  }

  /**
   * A word by its index.
   *
   * @param index 1 to {@link #size()} - 1
   * @return the word
   * @throws IndexOutOfBoundsException if there is none of that index; the boundary is no word
   */
  public String word(int index) {
    return words.get(index - 1).text();
  }

  /**
   * Converts a caption to indices. Words that the vocabulary does not have are left out, as
   * NeuralTalk does.
   *
   * @param caption the words
   * @return indices without the boundary
   */
  public int[] encode(List<String> caption) {
    return caption.stream().filter(indices::containsKey).mapToInt(indices::get).toArray();
  }

  /**
   * Converts indices to a caption.
   *
   * @param indices of words, without the boundary
   * @return the words
   * @throws IndexOutOfBoundsException if there is no word of an index
   */
  public List<String> decode(int[] indices) {
    return Arrays.stream(indices).mapToObj(this::word).toList();
  }

  /**
   * Logarithms of the share of each token among all, shifted so that the largest is 0: what
   * NeuralTalk's output bias starts with.
   *
   * @return one value a token, at most 0
   */
  public float[] logFrequencies() {
    long most = Math.max(sentences, words.isEmpty() ? 0 : words.get(0).count());
    float[] logs = new float[size()];
    logs[BOUNDARY] = (float) Math.log((double) sentences / most);
    for (int i = 0; i < words.size(); i++) {
      logs[i + 1] = (float) Math.log((double) words.get(i).count() / most);
    }
    return logs;
  }
}
