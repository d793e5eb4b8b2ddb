package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.SeedPath;
import org.dsd4j.reports.store.SensitivityRecord;

/**
 * Chooses the sensitivity analyses that belong to the chosen runs of a row: those beside them, of
 * their very baseline. Seeds measured with different settings are never mixed: the newest settings
 * are reported and the others named.
 *
 * @param report the analysis; empty when there is none
 * @param notes what was left out
 */
record SensitivitySelection(Optional<SensitivityReport> report, List<String> notes) {
  private static final Comparator<SensitivityRecord> AGE =
      Comparator.comparing((SensitivityRecord record) -> record.environment().started())
          .thenComparing(record -> record.spec().seed());

  /** Chooses among the analyses of one row. */
  static SensitivitySelection of(Selection runs, List<SensitivityRecord> records) {
    List<String> notes = new ArrayList<>();
    List<SensitivityRecord> fitting = new ArrayList<>();
    for (SensitivityRecord record : records) {
      Map<String, ArmRecord> arms = runs.seeds().getOrDefault(record.spec().seed(), Map.of());
      if (!standsBeside(record, arms)) {
        notes.add(leftOut(record, "the runs beside it are not those reported"));
      } else if (!isOfBaseline(record.spec(), arms)) {
        notes.add(leftOut(record, "it pruned another baseline"));
      } else if (record.points().isEmpty()) {
        notes.add(leftOut(record, "it has no points"));
      } else {
        fitting.add(record);
      }
    }
    Optional<SensitivityRecord> newest = fitting.stream().max(AGE);
    return new SensitivitySelection(newest.map(n -> report(n, fitting, notes)), notes);
  }

  private static SensitivityReport report(
      SensitivityRecord newest, List<SensitivityRecord> fitting, List<String> notes) {
    SortedMap<Long, List<SensitivityPoint>> points = new TreeMap<>();
    for (SensitivityRecord record : fitting) {
      if (record.spec().configuration().equals(newest.spec().configuration())) {
        points.put(record.spec().seed(), record.points());
        noteGaps(record, notes);
      } else {
        notes.add(leftOut(record, "it ran with other settings than the newest one"));
      }
    }
    return new SensitivityReport(newest.spec(), points);
  }

  /** At sparsity 0 one figure serves all layers, so only the others can be missing. */
  private static void noteGaps(SensitivityRecord record, List<String> notes) {
    SensitivitySpec spec = record.spec();
    long asked = spec.layers().size() * spec.sparsities().stream().filter(s -> s > 0).count();
    long there = record.points().stream().filter(point -> point.sparsity() > 0).count();
    if (there < asked) {
      notes.add(
          "sensitivity analysis of seed "
              + spec.seed()
              + " is not finished: "
              + there
              + " of "
              + asked
              + " points");
    }
  }

  private static boolean standsBeside(SensitivityRecord record, Map<String, ArmRecord> arms) {
    SeedPath seed = record.place().seed();
    return arms.values().stream().anyMatch(arm -> seed.equals(arm.place().seed()));
  }

  private static boolean isOfBaseline(SensitivitySpec spec, Map<String, ArmRecord> arms) {
    ArmRecord baseline = arms.get(Arms.BASELINE);
    return baseline != null && baseline.spec().id().equals(spec.baselineId());
  }

  private static String leftOut(SensitivityRecord record, String why) {
    return "sensitivity analysis of seed "
        + record.spec().seed()
        + " is left out, because "
        + why
        + ": "
        + record.place().path();
  }
}
