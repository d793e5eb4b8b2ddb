package org.dsd4j.datasets.speech;

/**
 * The 29 symbols of the speech networks. Index 0 is the blank of connectionist temporal
 * classification, 1 the space, 2 the apostrophe, 3 to 28 are {@code a} to {@code z}.
 */
public final class Letters {

  /** Number of symbols with the blank. */
  public static final int COUNT = 29;

  /** Index of the blank, which is no character. */
  public static final int BLANK = 0;

  // The blank is never looked up: decode refuses it first.
  private static final String SYMBOLS = "_ 'abcdefghijklmnopqrstuvwxyz";

  private Letters() {}

  /**
   * Whether a transcript can be written with these symbols.
   *
   * @param character any
   * @return whether it is a space, an apostrophe or one of {@code a} to {@code z}
   */
  public static boolean has(int character) {
    return SYMBOLS.indexOf(character) > BLANK && character != '_';
  }

  /**
   * Converts a transcript to indices.
   *
   * @param transcript lower case
   * @return one index a character, 1 to {@link #COUNT} - 1
   * @throws IllegalArgumentException if a character is none of the symbols
   */
  public static int[] encode(String transcript) {
    int[] indices = new int[transcript.length()];
    for (int i = 0; i < indices.length; i++) {
      char character = transcript.charAt(i);
      if (!has(character)) {
        throw new IllegalArgumentException(
            "character '%c' (U+%04X) at %d of \"%s\" is not one of a-z, space or apostrophe; write it as a word or leave it out"
                .formatted(character, (int) character, i, transcript));
      }
      indices[i] = SYMBOLS.indexOf(character);
    }
    return indices;
  }

  /**
   * Converts indices to a transcript.
   *
   * @param indices without blanks, each 1 to {@link #COUNT} - 1
   * @return one character an index
   * @throws IllegalArgumentException if an index is the blank or no symbol at all
   */
  public static String decode(int[] indices) {
    StringBuilder text = new StringBuilder(indices.length);
    for (int index : indices) {
      if (index <= BLANK || index >= COUNT) {
        throw new IllegalArgumentException(
            "symbol must be in [1, %d] but was %d; take the blanks out first"
                .formatted(COUNT - 1, index));
      }
      text.append(SYMBOLS.charAt(index));
    }
    return text.toString();
  }
}
