package org.dsd4j.reports.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table in LaTeX with the rules of the package booktabs, and the escaping of texts. The text of a
 * plain article is 345 pt wide; what would be wider side by side stands below one another.
 */
final class Latex {
  /** What {@link #two} needs; a document may define it otherwise before. */
  static final String DEFINITIONS =
      """
      \\providecommand{\\dsdtwo}[3][r]{%
        \\begin{tabular}[t]{@{}#1@{}}#2\\\\{\\scriptsize #3}\\end{tabular}}
      """;

  private static final Map<Integer, String> COMMANDS =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '<', "$<$"),
          Map.entry((int) '>', "$>$"),
          Map.entry((int) '|', "$|$"),
          Map.entry((int) '"', "''"),
          // A bracket after the end of a line would be read as its option.
          Map.entry((int) '[', "{[}"),
          Map.entry((int) ']', "{]}"),
          Map.entry((int) '–', "--"),
          Map.entry((int) '—', "---"),
          Map.entry((int) '…', "\\ldots{}"),
          Map.entry((int) '±', "$\\pm$"),
          Map.entry((int) '×', "$\\times$"),
          Map.entry((int) '·', "$\\cdot$"),
          Map.entry((int) '→', "$\\rightarrow$"),
          Map.entry((int) '≥', "$\\ge$"),
          Map.entry((int) '≤', "$\\le$"),
          Map.entry((int) '≈', "$\\approx$"),
          Map.entry((int) 'λ', "$\\lambda$"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '\u00a0', "~"),
          Map.entry((int) '\u202f', "\\,"),
          Map.entry((int) '\n', " "));

  // Letters up to here are known to LaTeX's usual fonts.
  private static final int LAST_LATIN = 0x17F;
  private static final int FIRST_LATIN = 0xC0;

  private final StringBuilder text = new StringBuilder();
  private final int columns;

  /** The columns as LaTeX has them, such as {@code lrr}; the first is for names. */
  Latex(String layout, int columns, String caption, String label) {
    this.columns = columns;
    text.append("\\begin{table}[htbp]\n\\centering\n\\footnotesize\n");
    text.append("\\setlength{\\tabcolsep}{2.5pt}\\setlength{\\belowcaptionskip}{4pt}\n");
    text.append("\\caption{").append(caption).append("}\n");
    text.append("\\label{").append(label).append("}\n");
    text.append("\\begin{tabular}{@{}").append(layout).append("@{}}\n\\toprule\n");
  }

  /** Cells that are LaTeX already. */
  Latex line(List<String> cells) {
    if (cells.size() != columns) {
      throw new IllegalArgumentException("a line of " + cells.size() + " cells: " + cells);
    }
    // Lines of two texts need a gap between them, or they read as one column of small and large.
    text.append(String.join(" & ", cells)).append(" \\\\ \\addlinespace[2pt]\n");
    return this;
  }

  Latex rule() {
    text.append("\\midrule\n");
    return this;
  }

  /** The label of a table, out of what names it. */
  static String label(String name) {
    return "tab:dsd-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
  }

  /** Two texts that are LaTeX already, the second small below the first, where there is one. */
  static String two(char alignment, String above, String below) {
    return below.isEmpty() ? above : "\\dsdtwo[" + alignment + "]{" + above + "}{" + below + "}";
  }

  /** The head of a column of figures, in two lines where the label has a comma. */
  static String head(String label) {
    String[] parts = label.split(", ", 2);
    return two('r', escape(parts[0]), parts.length > 1 ? escape(parts[1]) : "");
  }

  String end() {
    return text + "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
  }

  /**
   * Any text, so that LaTeX sets it as it is. Characters that its usual fonts lack are named by
   * their number.
   */
  static String escape(String content) {
    // An empty group keeps two hyphens from becoming a dash.
    return content
        .replace("--", "-\0-")
        .codePoints()
        .mapToObj(point -> point == 0 ? "{}" : escape(point))
        .collect(Collectors.joining());
  }

  /** Numbers stand in math, where a hyphen is a minus. */
  static String figure(String content) {
    String escaped = escape(content);
    return content.chars().anyMatch(Character::isDigit) ? escaped.replace("-", "$-$") : escaped;
  }

  private static String escape(int point) {
    String command = COMMANDS.get(point);
    if (command != null) {
      return command;
    }
    if (point < ' ' || point == 0x7F) {
      return "";
    }
    boolean known = point < 0x7F || (point >= FIRST_LATIN && point <= LAST_LATIN);
    return known ? Character.toString(point) : String.format(Locale.ROOT, "[U+%04X]", point);
  }
}
