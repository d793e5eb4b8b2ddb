package org.dsd4j.reports.page;

import java.util.List;
import org.dsd4j.reports.text.TableView;

/**
 * One row's section.
 *
 * @param anchor its id in the page
 * @param network the network
 * @param shortName the network as the sources call it
 * @param dataset the corpus
 * @param scale the scale
 * @param engine the engine
 * @param givenWeights where the first phase has its weights from; empty when it trained them
 * @param facts seeds, parameters and the like
 * @param phases DSD's phases
 * @param budgets what each arm is and cost
 * @param metrics the metrics, the primary one first
 * @param charts the pictures
 * @param sensitivity what pruning does to the baseline
 * @param sentences what the network said, in words
 * @param samplesFile name of the contact sheet beside the page; empty when there is none
 * @param samples the contact sheet as a data URI; empty when there is none
 * @param claims the sources' tables
 * @param claimNotes what the sources' figures need beside them
 * @param layers sparsity of each layer
 * @param deviations where the row departs from the paper
 * @param settings all settings
 * @param environment where it ran
 * @param notes what was left out
 * @param incomplete runs without figures, and why
 * @param command how to run it again
 */
public record RowView(
    String anchor,
    String network,
    String shortName,
    String dataset,
    String scale,
    String engine,
    String givenWeights,
    List<PageView.Pair> facts,
    TableView phases,
    TableView budgets,
    List<MetricView> metrics,
    List<Drawing> charts,
    SensitivityView sensitivity,
    SentenceView sentences,
    String samplesFile,
    String samples,
    TableView claims,
    List<String> claimNotes,
    TableView layers,
    TableView deviations,
    TableView settings,
    TableView environment,
    List<String> notes,
    List<String> incomplete,
    String command) {
  /** The metric that decides. */
  public MetricView primary() {
    return metrics.get(0);
  }

  /** All other metrics. */
  public List<MetricView> further() {
    return metrics.subList(1, metrics.size());
  }
}
