package org.dsd4j.reports.page;

import java.util.List;
import org.dsd4j.reports.text.TableView;

/**
 * Every text of the page.
 *
 * @param lead one sentence on what was run
 * @param counted one sentence that counts the verdicts
 * @param summary the first table
 * @param charts the pictures of all rows together
 * @param rows the sections
 * @param problems files that could not be read
 * @param sources short name and full text of each source
 * @param compared what is compared with what
 * @param summaryCaption what the first table shows
 */
public record PageView(
    String lead,
    String counted,
    List<SummaryView> summary,
    List<Drawing> charts,
    List<RowView> rows,
    List<String> problems,
    TableView engines,
    List<Pair> sources,
    String compared,
    String summaryCaption) {
  /** Scale and engine of the first row. */
  public String where() {
    return rows.isEmpty() ? "" : "scale " + rows.get(0).scale() + ", " + rows.get(0).engine();
  }

  /** Whether one name is not enough to identify a row: there are several scales or engines. */
  public boolean isMixed() {
    return rows.stream().map(row -> row.scale() + "/" + row.engine()).distinct().count() > 1;
  }

  /**
   * A name and its text.
   *
   * @param name the name
   * @param text the text
   */
  public record Pair(String name, String text) {}
}
