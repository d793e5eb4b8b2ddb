package org.dsd4j.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.statistics.Verdict;

/**
 * One metric of a row over its arms and seeds.
 *
 * @param metric what is measured
 * @param primary whether it decides the row's verdict
 * @param roles which arms are compared
 * @param summaries mean and spread by arm; arms without figures are left out
 * @param contrasts every arm against the reference, then the method against each other arm
 * @param control the method over the control that decides: the best one of equal budget; empty when
 *     there is none
 * @param verdict what the seeds say
 * @param claimed the sources' figures at the paper's scale; may be empty
 */
public record MetricReport(
    Metric metric,
    boolean primary,
    Roles roles,
    Map<String, Summary> summaries,
    List<Contrast> contrasts,
    Optional<Contrast> control,
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

  /** The method over its reference; empty when no seed has both. */
  public Optional<Contrast> gain() {
    return contrast(roles.method(), roles.reference());
  }

  /** Mean of the reference, which decides how many digits a difference needs; 0 without figures. */
  public double scale() {
    return summary(roles.reference()).map(Summary::mean).orElse(0.0);
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
