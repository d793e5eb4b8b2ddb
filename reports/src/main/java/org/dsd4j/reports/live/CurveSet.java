package org.dsd4j.reports.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.store.ArmRecord;

/**
 * The curves of a row's runs.
 *
 * @param name display name of the row
 * @param metric the metric of the evaluations, with its unit
 * @param steps the largest number of steps of a plan: the end of the axis
 * @param borders steps at which the phases of DSD begin
 * @param lines one for each run, in the order of the tables
 */
record CurveSet(String name, String metric, long steps, List<Border> borders, List<Line> lines) {
  /**
   * A phase on the axis.
   *
   * @param phase its name
   * @param start steps of the plan before it
   */
  record Border(String phase, long start) {}

  /**
   * A run.
   *
   * @param arm the arm
   * @param seed the seed and its attempt, such as {@code 3.2}
   * @param open whether the run has no result yet
   * @param loss steps and mean training losses, in turn
   * @param validation steps and values of the metric on the validation split, in turn
   */
  record Line(String arm, String seed, boolean open, List<Double> loss, List<Double> validation) {}

  /**
   * Takes the curves of runs.
   *
   * @param name display name of the row
   * @param arms runs of one row, at least one
   * @return their curves
   */
  static CurveSet of(String name, List<ArmRecord> arms) {
    ArmRecord longest = arms.stream().max(Comparator.comparingLong(CurveSet::steps)).orElseThrow();
    return new CurveSet(
        name,
        longest.spec().primaryMetric().labelWithUnit(),
        steps(longest),
        borders(arms),
        arms.stream()
            .sorted(Comparator.comparing((ArmRecord arm) -> arm.spec().arm(), Arms.ORDER))
            .map(CurveSet::line)
            .toList());
  }

  private static long steps(ArmRecord arm) {
    return arm.spec().plan().stream().mapToLong(PhasePlan::steps).sum();
  }

  /** Of the arm with the most sparse phases: the others' phases end where its own do. */
  private static List<Border> borders(List<ArmRecord> arms) {
    ArmRecord method =
        arms.stream()
            .max(
                Comparator.comparingLong(
                        (ArmRecord arm) ->
                            arm.spec().plan().stream().filter(p -> p.sparsity() > 0).count())
                    .thenComparingInt(arm -> arm.spec().plan().size()))
            .orElseThrow();
    List<Border> borders = new ArrayList<>();
    long start = 0;
    for (PhasePlan phase : method.spec().plan()) {
      if (phase.trains()) {
        borders.add(new Border(phase.name(), start));
      }
      start += phase.steps();
    }
    return borders;
  }

  private static Line line(ArmRecord arm) {
    String metric = arm.spec().primaryMetric().id();
    List<Double> loss = new ArrayList<>();
    List<Double> validation = new ArrayList<>();
    for (Event event : arm.events()) {
      if (event instanceof Event.Step step) {
        add(loss, step.globalStep(), step.loss());
      } else if (event instanceof Event.Evaluation seen && seen.split().equals("validation")) {
        add(validation, seen.globalStep(), seen.metrics().getOrDefault(metric, Double.NaN));
      }
    }
    return new Line(
        arm.spec().arm(), arm.place().seed().name(), arm.result().isEmpty(), loss, validation);
  }

  private static void add(List<Double> line, long step, double value) {
    if (Double.isFinite(value)) {
      line.add((double) step);
      line.add(value);
    }
  }
}
