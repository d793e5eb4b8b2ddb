package org.dsd4j.reports.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of plain text: the first column to the left, the others to the right. Every text stays on
 * its line, see {@link SafeText#line}.
 */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  /**
   * A table without lines.
   *
   * @param header the column heads
   */
  public TextTable(String... header) {
    add(header);
  }

  /**
   * Adds a line.
   *
   * @param cells as many as there are column heads
   */
  public void add(String... cells) {
    lines.add(Arrays.stream(cells).map(SafeText::line).toList());
  }

  /**
   * The lines, columns aligned.
   *
   * @param width in characters; a line that is wider ends in "…"
   * @return the lines, the head first
   */
  public List<String> lines(int width) {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], line.get(c).length());
      }
    }
    return lines.stream().map(line -> cut(render(line, widths), width)).toList();
  }

  private static String render(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String padding = " ".repeat(widths[c] - line.get(c).length());
      text.append(c == 0 ? "" : GAP);
      text.append(c == 0 ? line.get(c) + padding : padding + line.get(c));
    }
    return text.toString().stripTrailing();
  }

  /**
   * Shortens a text that is too wide.
   *
   * @param text one line
   * @param width in characters, at least 1
   * @return the text, its end replaced by "…" where it is wider
   */
  public static String cut(String text, int width) {
    String line = SafeText.line(text);
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }

  /**
   * Breaks a sentence at blanks.
   *
   * @param text the sentence
   * @param width in characters
   * @param indent what the second and each further line begins with
   * @return the lines
   */
  public static List<String> wrap(String text, int width, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : SafeText.line(text).split(" ", -1)) {
      boolean empty = line.toString().isBlank();
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(cut(line.toString(), width));
        line.setLength(0);
        line.append(indent);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
    }
    lines.add(cut(line.toString(), width));
    return lines;
  }
}
