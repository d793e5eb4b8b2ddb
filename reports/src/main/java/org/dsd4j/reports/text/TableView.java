package org.dsd4j.reports.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of texts.
 *
 * @param caption what it shows, with the scale where it has figures
 * @param head the column heads
 * @param lines the lines; the first cell heads its line
 */
public record TableView(String caption, List<String> head, List<List<String>> lines) {
  /** No table. */
  public static final TableView EMPTY = new TableView("", List.of(), List.of());

  /** Copies the lists. */
  public TableView {
    head = List.copyOf(head);
    lines = lines.stream().map(List::copyOf).toList();
    int columns = head.size();
    if (lines.stream().anyMatch(line -> line.size() != columns)) {
      throw new IllegalArgumentException("table '" + caption + "' has lines of another width");
    }
  }

  /**
   * The first lines alone.
   *
   * @param count how many; all where there are fewer
   * @return the shorter table
   */
  public TableView first(int count) {
    return new TableView(caption, head, lines.subList(0, Math.min(count, lines.size())));
  }

  /**
   * The lines behind the first ones.
   *
   * @param count how many are left out; all where there are fewer
   * @return the shorter table
   */
  public TableView after(int count) {
    return new TableView(caption, head, lines.subList(Math.min(count, lines.size()), lines.size()));
  }

  /**
   * The same table without a column.
   *
   * @param column its head
   * @return the narrower table; the same where there is no such column
   */
  public TableView without(String column) {
    int at = head.indexOf(column);
    return at < 0
        ? this
        : new TableView(
            caption, without(head, at), lines.stream().map(line -> without(line, at)).toList());
  }

  private static List<String> without(List<String> cells, int at) {
    List<String> fewer = new ArrayList<>(cells);
    fewer.remove(at);
    return fewer;
  }

  /** Whether there is any line. */
  public boolean isFilled() {
    return !lines.isEmpty();
  }
}
