package org.dsd4j.reports.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of CSV after RFC 4180, with {@code \n} as line end, that a spreadsheet opens without
 * computing anything.
 *
 * <p>A cell that begins with {@code =}, {@code +}, {@code -} or {@code @} (also in full width), or
 * with blanks before one, is a formula to a spreadsheet. Where it is no number, it gets an
 * apostrophe in front, as OWASP advises; so does what stands like that behind a tab, a line end or
 * a semicolon inside of a cell, at which spreadsheets of some countries divide. Numbers stay as
 * they are, {@code -0.6} and {@code +1e-5} too. A cell that had such an apostrophe itself gets one
 * more: a reader that wants the very text takes one away in front of each such sign, and so loses
 * nothing.
 */
public final class Csv {
  private static final String NUMBER =
      "[+-](?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?|Infinity)";

  /** Where the apostrophe goes: a cell that has some already is one of these too. */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?<![^;\\t\\r\\n])(?!"
              + NUMBER
              + "(?:$|[;\\t\\r\\n]))"
              + "(?=[\\s\\p{Z}\\p{Cc}\\uFEFF']*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20])");

  private Csv() {}

  /**
   * Appends one line.
   *
   * @param text the file so far
   * @param cells plain texts; quoted where they must be
   */
  public static void appendLine(StringBuilder text, List<String> cells) {
    text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append('\n');
  }

  private static String cell(String content) {
    String cell = FORMULA.matcher(content).replaceAll("'");
    boolean plain =
        cell.chars().allMatch(c -> c >= ' ' && c != ',' && c != '"' && c != ';')
            && cell.equals(cell.strip());
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
