package org.dsd4j.reports.page;

import java.util.List;

/**
 * Every text of the page.
 *
 * @param lead one sentence on what was run
 * @param summary the first table: one line a row
 * @param rows the sections
 * @param absent rows of the sources without records
 * @param problems files that could not be read
 * @param sources short name and full text of each source
 * @param compared what is compared with what
 * @param summaryCaption what the first table shows
 */
public record PageView(
    String lead,
    List<Summary> summary,
    List<RowView> rows,
    List<Absent> absent,
    List<String> problems,
    List<Pair> sources,
    String compared,
    String summaryCaption) {

  /**
   * A name and its text.
   *
   * @param name the name
   * @param text the text
   */
  public record Pair(String name, String text) {}

  /**
   * A row of the sources that was not run.
   *
   * @param network its name
   * @param dataset its corpus
   * @param claimed the sources' figures
   */
  public record Absent(String network, String dataset, List<String> claimed) {}

  /**
   * One line of the first table.
   *
   * @param anchor id of the row's section
   * @param network the network
   * @param dataset the corpus
   * @param scale the scale
   * @param engine the engine
   * @param metric the primary metric with its unit
   * @param baseline mean and deviation
   * @param sparse mean and deviation
   * @param dsd mean and deviation
   * @param gain mean paired gain of DSD over the baseline
   * @param relative the same in percent
   * @param interval its 95 % interval
   * @param claimed the sources' figures
   * @param verdict the verdict's name in lower case, for the style
   * @param label the verdict for people
   * @param seeds such as "3 seeds"
   * @param compared the two arms of the gain; empty when they are dsd and baseline
   */
  public record Summary(
      String anchor,
      String network,
      String dataset,
      String scale,
      String engine,
      String metric,
      String baseline,
      String sparse,
      String dsd,
      String gain,
      String relative,
      String interval,
      List<String> claimed,
      String verdict,
      String label,
      String seeds,
      String compared) {}
}
