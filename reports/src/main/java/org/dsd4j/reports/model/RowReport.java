package org.dsd4j.reports.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dsd4j.reports.claims.Claim;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.store.ArmRecord;

/**
 * One row of the paper as it was run at one scale on one engine.
 *
 * @param spec the specification of one of its runs; what it says besides seed, arm and plan holds
 *     for all
 * @param seeds the seeds, ascending
 * @param arms the arms in the order of the tables
 * @param metrics the metrics, the primary one first
 * @param claim what the sources say; empty for a row of no source
 * @param samples contact sheet of the corpus; empty when there is none
 * @param sensitivity how much the baseline suffers from pruning; empty when it was not measured
 * @param sentences what the runs said on the test split, in words; empty when they kept none
 * @param notes what was left out and why, and other things a reader must know
 */
public record RowReport(
    RunSpec spec,
    List<Long> seeds,
    List<ArmReport> arms,
    List<MetricReport> metrics,
    Optional<Claim> claim,
    Optional<Path> samples,
    Optional<SensitivityReport> sensitivity,
    Optional<SentenceReport> sentences,
    List<String> notes) {
  /** Copies the lists. */
  public RowReport {
    seeds = List.copyOf(seeds);
    arms = List.copyOf(arms);
    metrics = List.copyOf(metrics);
    notes = List.copyOf(notes);
  }

  /** The same row with other notes. */
  RowReport withNotes(List<String> others) {
    return new RowReport(
        spec, seeds, arms, metrics, claim, samples, sensitivity, sentences, others);
  }

  /** The network as the sources call it, for places with little room. */
  public String shortName() {
    return claim.map(Claim::network).orElse(spec.network());
  }

  /** Which of its arms are compared. */
  public Roles roles() {
    return ComparedArms.roles(arms);
  }

  /** Whether it goes through sparse and dense more than once, or has the reference for that. */
  public boolean hasSeveralPasses() {
    return arms.stream().anyMatch(arm -> Arms.isOfSeveralPasses(arm.arm()));
  }

  /** The metric that decides. */
  public MetricReport primary() {
    return metrics.get(0);
  }

  /** Whether the first dense phase trained; false when its weights were given. */
  public boolean trainsBaseline() {
    return spec.plan().get(0).trains();
  }

  /**
   * Where the first phase has its weights from, in one sentence without its full stop.
   *
   * @return empty when they were drawn at random and trained, as usual
   */
  public Optional<String> givenWeights() {
    String file = spec.settings().getOrDefault(RunSpec.INITIAL_WEIGHTS, "");
    if (trainsBaseline()) {
      return Optional.of("the first dense phase started from given weights, " + file)
          .filter(sentence -> !file.isBlank());
    }
    return Optional.of(
        "the baseline was started from given weights, "
            + (file.isBlank() ? "which the settings do not name" : file)
            + ": evaluated, not trained");
  }

  /**
   * An arm by name.
   *
   * @param name its name
   * @return empty when the row has no such arm
   */
  public Optional<ArmReport> arm(String name) {
    return arms.stream().filter(arm -> arm.arm().equals(name)).findFirst();
  }

  /** All records of the row, by arm, then by seed. */
  public List<ArmRecord> records() {
    return arms.stream()
        .flatMap(arm -> arm.runs().stream())
        .flatMap(run -> run.record().stream())
        .toList();
  }

  /** Name of the row in files and links, unique in a report. */
  public String anchor() {
    return (spec.scale() + "-" + spec.row() + "-" + spec.engine()).toLowerCase(Locale.ROOT);
  }
}
