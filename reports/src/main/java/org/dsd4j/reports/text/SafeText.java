package org.dsd4j.reports.text;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Makes visible what steers a terminal or turns text around, wherever it comes from: names of files
 * and classes, transcripts, notes, messages of exceptions. Letters of every language stay as they
 * are.
 */
public final class SafeText {
  private static final int SOFT_HYPHEN = 0xAD;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int ARABIC_LETTER_MARK = 0x61C;
  private static final int FIRST_ARABIC = 0x600;
  private static final int LAST_ARABIC = 0x8FF;
  private static final int KAITHI_NUMBER = 0x110BD;
  private static final int KAITHI_NUMBER_ABOVE = 0x110CD;

  private SafeText() {}

  /**
   * A text that cannot steer what shows it. Control characters but line feed and tab, characters
   * that choose a direction of writing, other invisible ones, and halves of a pair are written as
   * an escape of Java; the joiners that scripts are spelled with stay.
   *
   * @param text any text
   * @return the same text, where escape has become a backslash and {@code u001b}
   */
  public static String visible(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      return text;
    }
    return text.codePoints().mapToObj(SafeText::visible).collect(Collectors.joining());
  }

  /**
   * The same on one line: a text of records can neither begin a line of its own nor rewrite one.
   *
   * @param text any text
   * @return without line ends and tabs; each run of them is one blank
   */
  public static String line(String text) {
    return visible(text.replaceAll("[\\t\\n\\r\\f\\x0B\\x85\\u2028\\u2029]+", " "));
  }

  private static String visible(int point) {
    return steers(point)
        ? Character.toString(point)
            .chars()
            .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
            .collect(Collectors.joining())
        : Character.toString(point);
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\n' && point != '\t';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      case Character.FORMAT -> !isOfAScript(point);
      default -> false;
    };
  }

  /** Signs that stand before Arabic and Kaithi numbers are seen, and joiners change letters. */
  private static boolean isOfAScript(int point) {
    boolean arabic = point >= FIRST_ARABIC && point <= LAST_ARABIC && point != ARABIC_LETTER_MARK;
    return arabic
        || point == SOFT_HYPHEN
        || point == ZERO_WIDTH_NON_JOINER
        || point == ZERO_WIDTH_JOINER
        || point == KAITHI_NUMBER
        || point == KAITHI_NUMBER_ABOVE;
  }
}
