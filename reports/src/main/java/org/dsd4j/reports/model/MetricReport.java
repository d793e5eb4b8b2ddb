package org.dsd4j.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.statistics.Verdict;

/**
 * One metric of a row over its arms and seeds.
 *
 * @param metric what is measured
 * @param primary whether it decides the row's verdict
 * @param summaries mean and spread by arm; arms without figures are left out
 * @param contrasts every arm against the baseline, then DSD against each control
 * @param verdict what the seeds say
 * @param claimed the sources' figures at the paper's scale; may be empty
 */
public record MetricReport(
    Metric metric,
    boolean primary,
    Map<String, Summary> summaries,
    List<Contrast> contrasts,
    Verdict verdict,
    List<Claim.Pair> claimed) {
  /** Copies the collections. */
  public MetricReport {
    TreeMap<String, Summary> sorted = new TreeMap<>(Arms.ORDER);
    sorted.putAll(summaries);
    summaries = Collections.unmodifiableMap(sorted);
    contrasts = List.copyOf(contrasts);
    claimed = List.copyOf(claimed);
  }

  /**
   * Mean and spread of an arm.
   *
   * @param arm its name
   * @return empty when it has no figures
   */
  public Optional<Summary> summary(String arm) {
    return Optional.ofNullable(summaries.get(arm));
  }

  /**
   * The comparison of two arms.
   *
   * @param arm the arm in question
   * @param reference the arm to compare with
   * @return empty when no seed has both
   */
  public Optional<Contrast> contrast(String arm, String reference) {
    return contrasts.stream()
        .filter(c -> c.arm().equals(arm) && c.reference().equals(reference))
        .findFirst();
  }
}
