package org.dsd4j.reports.compare;

import java.util.List;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.store.SpecDifference;

/**
 * One row in both stores.
 *
 * @param a the row's report in A
 * @param b the row's report in B
 * @param sameWork whether runs of the same seed and arm do the same work, apart from the engine
 * @param settings where the specifications differ, the engine left out
 * @param figures every arm that both have, metric by metric, the primary one first
 * @param gain what both say of DSD
 * @param runs seed by seed and arm by arm, where both have the run
 * @param ended runs that came to their end in one store and diverged in the other
 * @param notes what is in one of them only, and what else a reader must know
 */
public record RowComparison(
    RowReport a,
    RowReport b,
    boolean sameWork,
    List<SpecDifference.Change> settings,
    List<FigureDifference> figures,
    GainDifference gain,
    List<RunAgreement> runs,
    List<String> ended,
    List<String> notes) {
  /** Copies the lists. */
  public RowComparison {
    settings = List.copyOf(settings);
    figures = List.copyOf(figures);
    runs = List.copyOf(runs);
    ended = List.copyOf(ended);
    notes = List.copyOf(notes);
  }

  RowComparison withFigures(List<FigureDifference> others) {
    return new RowComparison(a, b, sameWork, settings, others, gain, runs, ended, notes);
  }

  /** The metric that the row is judged by, as A has it. */
  public Metric primaryMetric() {
    return a.spec().primaryMetric();
  }

  /** The figures of one metric, in the order of the arms. */
  List<FigureDifference> figures(Metric metric) {
    return figures.stream().filter(figure -> figure.metric().equals(metric)).toList();
  }

  /** The engine, or both where they differ: {@code PyTorch} or {@code A PyTorch, B MXNet}. */
  public String engines() {
    String left = a.spec().engine();
    String right = b.spec().engine();
    return left.equals(right) ? left : "A " + left + ", B " + right;
  }

  /** How many of the runs that both have are equal to the bit. */
  public long equalRuns() {
    return runs.stream().filter(RunAgreement::isEqualToTheBit).count();
  }
}
