package org.dsd4j.reports.page;

import java.util.List;

/**
 * A part of the first table: rows of one origin.
 *
 * @param title where the rows are from
 * @param lines one for each row that was run, and one for each that was not, in the sources' order
 */
public record SummaryView(String title, List<Line> lines) {
  /** Copies the list. */
  public SummaryView {
    lines = List.copyOf(lines);
  }

  /**
   * One row.
   *
   * @param anchor id of the row's section; empty when it was not run
   * @param network the network as the sources call it
   * @param variant what is special about the network that was run; may be empty
   * @param where scale and engine; empty when it was not run
   * @param domain such as {@code vision}
   * @param type such as {@code CNN}
   * @param dataset the corpus in a few words
   * @param metric the metric with its unit
   * @param baseline mean and deviation
   * @param dsd mean and deviation
   * @param absolute mean paired gain of DSD over the baseline
   * @param relative the same in percent of the baseline
   * @param interval its 95 % interval; a dash where there is none
   * @param compared the two arms of the gain; empty when they are dsd and baseline
   * @param paper what the sources say
   * @param verdict the verdict's name in lower case, for the style
   * @param label the verdict in words
   * @param seeds such as "3 seeds", or why the row was not run
   */
  public record Line(
      String anchor,
      String network,
      String variant,
      String where,
      String domain,
      String type,
      String dataset,
      String metric,
      String baseline,
      String dsd,
      String absolute,
      String relative,
      String interval,
      String compared,
      Paper paper,
      String verdict,
      String label,
      String seeds) {}

  /**
   * The sources' figures, at paper scale.
   *
   * @param dataset the corpus
   * @param baseline the figure before
   * @param dsd the figure after
   * @param absolute the improvement
   * @param relative the improvement in percent of the baseline
   * @param note which source, and where another one differs; may be empty
   */
  public record Paper(
      String dataset, String baseline, String dsd, String absolute, String relative, String note) {
    /** A row of no source. */
    static final Paper NONE = new Paper("", "–", "–", "–", "–", "");
  }
}
