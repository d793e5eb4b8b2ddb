package org.dsd4j.reports.compare;

import java.util.List;
import org.dsd4j.reports.page.Drawing;
import org.dsd4j.reports.text.TableView;

/**
 * Every text of a comparison's page.
 *
 * @param a the first store, as it was named
 * @param b the second store, as it was named
 * @param lead the whole in a sentence or two
 * @param summary one line a row
 * @param charts the differences of all rows; empty where this machine cannot draw
 * @param environment what differs in where it was run; may be empty
 * @param onlyInOne rows that one store alone has
 * @param problems files that could not be read
 * @param rows the sections
 */
public record ComparisonView(
    String a,
    String b,
    String lead,
    TableView summary,
    List<Drawing> charts,
    TableView environment,
    List<String> onlyInOne,
    List<String> problems,
    List<Section> rows) {

  /**
   * One row.
   *
   * @param title network and corpus
   * @param scale the scale
   * @param engines the engine, or both
   * @param gain what both say of DSD, two sentences
   * @param pairing how many seeds, and how they were compared
   * @param runs how many runs are equal to the bit
   * @param primary the arms by the primary metric
   * @param further the arms by the other metrics
   * @param each run by run; may be empty
   * @param settings where the specifications differ; may be empty
   * @param notes what else a reader must know
   */
  public record Section(
      String title,
      String scale,
      String engines,
      String gain,
      String pairing,
      String runs,
      TableView primary,
      List<TableView> further,
      TableView each,
      TableView settings,
      List<String> notes) {}
}
