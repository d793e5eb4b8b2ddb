package org.dsd4j.datasets.speech;

import java.util.Locale;
import java.util.Optional;

/**
 * Converts written text to the symbols of {@link Letters}, as far as the pronunciation stays the
 * same.
 */
public final class Transcripts {

  // Punctuation that is not spoken. A hyphen or a dash separates two words.
  private static final String SILENT = ".,;:!?\"()\u00ab\u00bb\u201c\u201d\u2026";
  private static final String BETWEEN = "-\u2010\u2011\u2012\u2013\u2014/_\u00a0\t";
  private static final String APOSTROPHES = "\u2018\u2019\u02bc`";

  private Transcripts() {}

  /**
   * Lower case, curly apostrophes straight, punctuation out, hyphens as spaces, single spaces.
   * Digits and letters beyond a-z remain: how they are spoken is not known here.
   *
   * @param text any
   * @return the text, stripped
   */
  public static String normalised(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if (APOSTROPHES.indexOf(letter) >= 0) {
        kept.append('\'');
      } else if (BETWEEN.indexOf(letter) >= 0) {
        kept.append(' ');
      } else if (SILENT.indexOf(letter) < 0) {
        kept.append(letter);
      }
    }
    return kept.toString().strip().replaceAll("\\s+", " ");
  }

  /**
   * The first character that {@link Letters} does not have.
   *
   * @param transcript normalised
   * @return how to name it to the user, such as {@code '7' (U+0037)}; nothing if all can be written
   */
  public static Optional<String> foreign(String transcript) {
    return transcript
        .codePoints()
        .filter(character -> !Letters.has(character))
        .mapToObj(character -> "'%s' (U+%04X)".formatted(Character.toString(character), character))
        .findFirst();
  }
}
