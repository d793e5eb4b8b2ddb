package org.dsd4j.datasets;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Capital letters and digits, 5 pixels wide and 7 high. The JDK draws text only where the system
 * has fonts, which a bare server often lacks, and never the same on two systems.
 */
final class PixelFont {

  static final int HEIGHT = 7;
  static final int ADVANCE = 6;

  private static final int WIDTH = 5;
  private static final String UNKNOWN = "?";
  private static final Map<String, String[]> GLYPHS = new HashMap<>();

  // One row for each line of pixels, one column of six for each character.
  private static final String[] SHEETS = {
    "ABCDEFGHIJ",
    ".###. ####. .#### ####. ##### ##### .#### #...# .###. ..###",
    "#...# #...# #.... #...# #.... #.... #.... #...# ..#.. ...#.",
    "#...# #...# #.... #...# #.... #.... #.... #...# ..#.. ...#.",
    "##### ####. #.... #...# ####. ####. #.### ##### ..#.. ...#.",
    "#...# #...# #.... #...# #.... #.... #...# #...# ..#.. ...#.",
    "#...# #...# #.... #...# #.... #.... #...# #...# ..#.. #..#.",
    "#...# ####. .#### ####. ##### #.... .###. #...# .###. .##..",
    "KLMNOPQRST",
    "#...# #.... #...# #...# .###. ####. .###. ####. .#### #####",
    "#..#. #.... ##.## ##..# #...# #...# #...# #...# #.... ..#..",
    "#.#.. #.... #.#.# #.#.# #...# #...# #...# #...# #.... ..#..",
    "##... #.... #.#.# #..## #...# ####. #...# ####. .###. ..#..",
    "#.#.. #.... #...# #...# #...# #.... #.#.# #.#.. ....# ..#..",
    "#..#. #.... #...# #...# #...# #.... #..#. #..#. ....# ..#..",
    "#...# ##### #...# #...# .###. #.... .##.# #...# ####. ..#..",
    "UVWXYZ-_.?",
    "#...# #...# #...# #...# #...# ##### ..... ..... ..... .###.",
    "#...# #...# #...# #...# #...# ....# ..... ..... ..... #...#",
    "#...# #...# #...# .#.#. .#.#. ...#. ..... ..... ..... ....#",
    "#...# #...# #.#.# ..#.. ..#.. ..#.. .###. ..... ..... ..##.",
    "#...# #...# #.#.# .#.#. ..#.. .#... ..... ..... ..... ..#..",
    "#...# .#.#. ##.## #...# ..#.. #.... ..... ..... .##.. .....",
    ".###. ..#.. #...# #...# ..#.. ##### ..... ##### .##.. ..#..",
    "0123456789",
    ".###. ..#.. .###. ####. ...#. ##### ..##. ##### .###. .###.",
    "#...# .##.. #...# ....# ..##. #.... .#... ....# #...# #...#",
    "#..## ..#.. ....# ....# .#.#. ####. #.... ...#. #...# #...#",
    "#.#.# ..#.. ..##. .###. #..#. ....# ####. ..#.. .###. .####",
    "##..# ..#.. .#... ....# ##### ....# #...# .#... #...# ....#",
    "#...# ..#.. #.... ....# ...#. #...# #...# .#... #...# ...#.",
    ".###. .###. ##### ####. ...#. .###. .###. .#... .###. .##..",
  };

  static {
    GLYPHS.put(" ", new String[] {".....", ".....", ".....", ".....", ".....", ".....", "....."});
    for (int sheet = 0; sheet < SHEETS.length; sheet += HEIGHT + 1) {
      for (int i = 0; i < SHEETS[sheet].length(); i++) {
        String[] rows = new String[HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
          rows[y] = SHEETS[sheet + 1 + y].substring(i * ADVANCE, i * ADVANCE + WIDTH);
        }
        GLYPHS.put(SHEETS[sheet].substring(i, i + 1), rows);
      }
    }
  }

  private PixelFont() {}

  /** Width of a text in pixels, without the gap after its last letter. */
  static int width(String text) {
    return Math.max(0, text.length() * ADVANCE - 1);
  }

  /** Whether the letter at {@code x} covers its pixel; letters without a picture are "?". */
  static boolean ink(String text, int x, int y) {
    int column = x % ADVANCE;
    if (column >= WIDTH) {
      return false;
    }
    String letter = text.substring(x / ADVANCE, x / ADVANCE + 1).toUpperCase(Locale.ROOT);
    String[] rows = GLYPHS.getOrDefault(letter, GLYPHS.get(UNKNOWN));
    return rows[y].charAt(column) == '#';
  }
}
