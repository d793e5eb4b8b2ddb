package org.dsd4j.datasets.wsj;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reduces the detailed transcripts of the Wall Street Journal corpora to plain words in lower case.
 * As in the usual recipes, the words that were spoken count:
 *
 * <ul>
 *   <li>noises ({@code [loud_breath]}, {@code [<door_slam]}, {@code [phone_ring/]}), pauses ({@code
 *       .}) and the mark of a truncated utterance ({@code ~}) are no words;
 *   <li>{@code <and>}, a word that the reader should not have said, and {@code *word*}, one that
 *       was mispronounced, are words;
 *   <li>spoken punctuation ({@code .PERIOD}, {@code "DOUBLE-QUOTE}, {@code (LEFT-PAREN}, {@code
 *       %PERCENT}) is the word behind the sign;
 *   <li>in {@code th(is)-} only {@code th} was said;
 *   <li>colons and exclamation marks within words (length and stress), backslashes and the points
 *       of abbreviations are removed; hyphens separate words.
 * </ul>
 */
final class DotText {

  private static final Pattern NOISE = Pattern.compile("\\[[^\\]\\s]*\\]");
  private static final Pattern UNSAID = Pattern.compile("\\([a-z']*\\)");
  private static final Pattern SPOKEN_SIGN = Pattern.compile("^[^a-z]+([a-z][a-z-]+)$");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String SIGNS = ".,;:!?\"()*<>~%&/{}";

  private DotText() {}

  /** Plain words with single spaces; characters that are not allowed in a transcript remain. */
  static String plain(String detailed) {
    String text =
        NOISE.matcher(detailed.replace("\\", "").toLowerCase(Locale.ROOT)).replaceAll(" ");
    List<String> words = new ArrayList<>();
    for (String token : SPACE.split(text.strip(), -1)) {
      String word = word(token).strip();
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return String.join(" ", words);
  }

  private static String word(String token) {
    Matcher sign = SPOKEN_SIGN.matcher(token);
    // 'tis and 'em are words; only 'SINGLE-QUOTE and its kind are signs.
    boolean apostrophe = token.startsWith("'") && !token.contains("quote");
    String said = sign.matches() && !apostrophe ? sign.group(1) : token;
    StringBuilder letters = new StringBuilder();
    for (char letter : UNSAID.matcher(said).replaceAll("").toCharArray()) {
      if (letter == '-') {
        letters.append(' ');
      } else if (SIGNS.indexOf(letter) < 0) {
        letters.append(letter);
      }
    }
    return letters.toString();
  }
}
