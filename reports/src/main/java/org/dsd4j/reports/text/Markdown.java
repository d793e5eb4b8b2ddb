package org.dsd4j.reports.text;

import java.util.List;
import java.util.stream.Collectors;

/** A text in Markdown, paragraph by paragraph. */
public final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /**
   * Adds a paragraph as it is.
   *
   * @param content Markdown; texts of records go through {@link #escape} first
   */
  public void line(String content) {
    text.append(content).append("\n\n");
  }

  /**
   * Adds a list.
   *
   * @param items plain texts; nothing is added when there is none
   */
  public void list(List<String> items) {
    items.forEach(item -> text.append("- ").append(escape(item)).append('\n'));
    if (!items.isEmpty()) {
      text.append('\n');
    }
  }

  /**
   * Adds a table under its caption.
   *
   * @param table plain texts; nothing is added when it has no line
   */
  public void table(TableView table) {
    if (!table.isFilled()) {
      return;
    }
    line(escape(table.caption()) + ":");
    text.append(cells(table.head()));
    text.append("|---".repeat(table.head().size())).append("|\n");
    table.lines().forEach(cells -> text.append(cells(cells)));
    text.append('\n');
  }

  private static String cells(List<String> cells) {
    return cells.stream()
        .map(cell -> escape(cell).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /**
   * Makes sure that a text of records never becomes markup.
   *
   * @param content plain text
   * @return the same as Markdown on one line
   */
  public static String escape(String content) {
    return content.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ");
  }

  /** What was added so far. */
  @Override
  public String toString() {
    return text.toString();
  }
}
