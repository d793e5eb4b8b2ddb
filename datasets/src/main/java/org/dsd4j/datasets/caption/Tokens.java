package org.dsd4j.datasets.caption;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits a sentence into words as in the caption files of NeuralTalk: lower case, without the 32
 * punctuation characters of ASCII, split at white space. {@code tri-colored} becomes {@code
 * tricolored}.
 */
public final class Tokens {
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Tokens() {}

  /**
   * Splits a sentence.
   *
   * @param sentence any text
   * @return its words in order, empty when it has none; unmodifiable
   */
  public static List<String> of(String sentence) {
    StringBuilder kept = new StringBuilder(sentence.length());
    sentence
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> PUNCTUATION.indexOf(c) < 0)
        .forEach(kept::appendCodePoint);
    return SPACE.splitAsStream(kept).filter(word -> !word.isEmpty()).toList();
  }
}
