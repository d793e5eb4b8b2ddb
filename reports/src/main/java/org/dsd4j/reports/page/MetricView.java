package org.dsd4j.reports.page;

import java.util.List;
import org.dsd4j.reports.text.TableView;

/**
 * One metric of a row.
 *
 * @param name label with unit and direction
 * @param primary whether it decides
 * @param judged whether the figure has a better and a worse, and so a verdict
 * @param verdict the verdict's name in lower case, for the style
 * @param label the verdict in words
 * @param reason the sentence behind it
 * @param warnings what weakens it
 * @param arms figures of every arm and seed
 * @param contrasts paired differences, those first that decide
 * @param gains the same for each seed, in the same order
 * @param deciding how many comparisons decide
 * @param claimed the sources' figures at the paper's scale
 * @param claimedNote why they are no figures to compare with; empty at the paper's scale
 */
public record MetricView(
    String name,
    boolean primary,
    boolean judged,
    String verdict,
    String label,
    String reason,
    List<String> warnings,
    TableView arms,
    TableView contrasts,
    TableView gains,
    int deciding,
    List<String> claimed,
    String claimedNote) {
  /** The comparisons that decide. */
  public TableView decidingContrasts() {
    return contrasts.first(deciding);
  }

  /** The same for each seed. */
  public TableView decidingGains() {
    return gains.first(deciding);
  }

  /** The comparisons that decide nothing. */
  public TableView furtherContrasts() {
    return contrasts.after(deciding);
  }

  /** The same for each seed. */
  public TableView furtherGains() {
    return gains.after(deciding);
  }
}
