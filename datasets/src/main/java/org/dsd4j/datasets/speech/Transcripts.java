package org.dsd4j.datasets.speech;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Converts written text to the symbols of {@link Letters}, as far as the pronunciation stays the
 * same.
 */
public final class Transcripts {

  // Punctuation that is not spoken, and characters without width.
  private static final String SILENT =
      ".,;:!?\u2026\"()\u00ab\u00bb\u201c\u201d\u201e\u201f\u2039\u203a\u00a1\u00bf\u00ad\u200b\u200c\u200d\u2060\ufeff";
  // What always separates two words, and what does if no space follows.
  private static final String BETWEEN = "-\u2010\u2011\u2012\u2013\u2014\u2015/_";
  private static final String STOPS = ".,;:!?\u2026";
  private static final String APOSTROPHES = "\u2018\u2019\u02bc\u2032\u00b4\uff07`";

  /** Words that begin with an apostrophe, which therefore opens no quotation. */
  private static final Set<String> ELISIONS =
      Set.of(
          "'n'", "'n", "'tis", "'twas", "'twere", "'twill", "'em", "'cause", "'til", "'till",
          "'bout", "'round", "'im", "'er", "'ere", "'nother");

  private Transcripts() {}

  /**
   * Lower case, curly apostrophes straight, punctuation out, hyphens and what else separates words
   * as spaces, single spaces. Single quotes around words are punctuation; an apostrophe that
   * belongs to a word stays, as in {@code rock 'n' roll} or {@code the dogs' bowl}. Digits and
   * letters beyond a-z remain: how they are spoken is not known here.
   *
   * @param text any
   * @return the text, stripped
   */
  public static String normalised(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (APOSTROPHES.indexOf(letter) >= 0) {
        kept.append('\'');
      } else if (BETWEEN.indexOf(letter) >= 0 || isSpace(letter) || separates(text, i)) {
        kept.append(' ');
      } else if (SILENT.indexOf(letter) < 0) {
        kept.append(letter);
      }
    }
    String lower = kept.toString().toLowerCase(Locale.ROOT).replace("''", "");
    String[] words =
        Arrays.stream(lower.split(" ")).filter(one -> !one.isEmpty()).toArray(String[]::new);
    removeQuotes(words);
    return String.join(" ", Arrays.stream(words).filter(one -> !one.isEmpty()).toList());
  }

  private static boolean isSpace(char letter) {
    return Character.isWhitespace(letter) || Character.isSpaceChar(letter);
  }

  /**
   * Whether a sign stands between two words without a space. A point does so in a row of points,
   * and between a small and a capital letter; those of U.S. and e.g. do not.
   */
  private static boolean separates(String text, int i) {
    char sign = text.charAt(i);
    if (STOPS.indexOf(sign) < 0 || i == 0 || i + 1 == text.length()) {
      return false;
    }
    char before = text.charAt(i - 1);
    char after = text.charAt(i + 1);
    return Character.isLetterOrDigit(after)
        && (sign != '.'
            || before == '.'
            || (Character.isLowerCase(before) && Character.isUpperCase(after)));
  }

  private static void removeQuotes(String[] words) {
    for (int open = 0; open < words.length; open++) {
      if (opens(words[open])) {
        int close = closing(words, open);
        if (close >= 0) {
          words[open] = words[open].substring(1);
          words[close] = words[close].substring(0, words[close].length() - 1);
        }
      }
    }
  }

  /** Before the next quotation opens: the first word that ends it, the last one of those in s'. */
  private static int closing(String[] words, int open) {
    int plural = -1;
    for (int i = open; i < words.length && (i == open || !opens(words[i])); i++) {
      String word = words[i];
      if (word.endsWith("'") && word.length() > (i == open ? 1 : 0) && !ELISIONS.contains(word)) {
        if (!word.endsWith("s'")) {
          return i;
        }
        plural = i;
      }
    }
    return plural;
  }

  private static boolean opens(String word) {
    return word.startsWith("'") && !ELISIONS.contains(word);
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
