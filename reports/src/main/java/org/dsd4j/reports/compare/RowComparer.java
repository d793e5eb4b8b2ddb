package org.dsd4j.reports.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.model.Contrast;
import org.dsd4j.reports.model.RowReport;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.statistics.PairedDifferences;
import org.dsd4j.reports.statistics.Summary;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.store.SpecDifference;

/** Compares one row; its p values are adjusted later, with those of the other rows. */
final class RowComparer {
  /** What differs by nature, or is what is compared. Plans are compared arm by arm. */
  private static final Set<String> LEFT_OUT = Set.of("command", "engine", "seed", "arm", "plan");

  /** What a run says about itself and does not compute with. */
  private static final List<String> WORDS = List.of("deviations", "metrics", "network");

  private final RowReport a;
  private final RowReport b;
  private final List<String> arms;
  private final List<SpecDifference.Change> settings;
  private final boolean sameWork;

  private RowComparer(RowReport a, RowReport b) {
    this.a = a;
    this.b = b;
    List<String> right = started(b);
    this.arms = started(a).stream().filter(right::contains).toList();
    this.settings = settings();
    this.sameWork =
        settings.stream().allMatch(change -> WORDS.stream().anyMatch(change.path()::startsWith));
  }

  static RowComparison compare(RowReport a, RowReport b) {
    return new RowComparer(a, b).compare();
  }

  private RowComparison compare() {
    List<FigureDifference> figures = new ArrayList<>();
    for (Metric metric : a.spec().metrics()) {
      if (b.spec().metrics().contains(metric)) {
        arms.forEach(arm -> figures.add(figure(arm, metric)));
      }
    }
    return new RowComparison(a, b, sameWork, settings, figures, gain(), runs(), ended(), notes());
  }

  private List<SpecDifference.Change> settings() {
    List<SpecDifference.Change> found =
        new ArrayList<>(SpecDifference.between(a.spec(), b.spec(), LEFT_OUT));
    for (String arm : arms) {
      String name = "plan of " + arm;
      found.addAll(
          SpecDifference.between(
              Map.of(name, arm(a, arm).plan()), Map.of(name, arm(b, arm).plan()), Set.of()));
    }
    return found;
  }

  private FigureDifference figure(String arm, Metric metric) {
    SortedMap<Long, Double> left = arm(a, arm).values(metric.id());
    SortedMap<Long, Double> right = arm(b, arm).values(metric.id());
    Optional<Difference> difference = Difference.of(left, right, sameWork);
    if (difference.filter(Difference::paired).isPresent()) {
      // Means over other seeds beside a difference over the shared ones would contradict it.
      List<Long> shared = PairedDifferences.seeds(left, right);
      left.keySet().retainAll(shared);
      right.keySet().retainAll(shared);
    }
    return new FigureDifference(
        arm,
        metric,
        metric.equals(a.spec().primaryMetric()),
        summary(left),
        summary(right),
        difference,
        OptionalDouble.empty());
  }

  private static Optional<Summary> summary(SortedMap<Long, Double> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(Summary.of(List.copyOf(values.values())));
  }

  private GainDifference gain() {
    Roles left = a.roles();
    Roles right = b.roles();
    boolean sameQuestion =
        left.equals(right) && a.spec().primaryMetric().equals(b.spec().primaryMetric());
    return new GainDifference(
        sameQuestion ? words(left) : words(left) + " in A, " + words(right) + " in B",
        a.primary().gain(),
        b.primary().gain(),
        a.primary().verdict(),
        b.primary().verdict(),
        sameQuestion
            ? Difference.of(gains(a.primary().gain()), gains(b.primary().gain()), sameWork)
            : Optional.empty());
  }

  private static String words(Roles roles) {
    return roles.method() + " over " + roles.reference();
  }

  private static SortedMap<Long, Double> gains(Optional<Contrast> gain) {
    SortedMap<Long, Double> gains = new TreeMap<>();
    gain.ifPresent(
        contrast -> {
          for (int i = 0; i < contrast.seeds().size(); i++) {
            gains.put(contrast.seeds().get(i), contrast.comparison().differences().get(i));
          }
        });
    return gains;
  }

  private List<RunAgreement> runs() {
    List<RunAgreement> runs = new ArrayList<>();
    for (String arm : arms) {
      for (ArmRun run : arm(a, arm).runs()) {
        Optional<ArmRecord> other = run(b, arm, run.seed()).flatMap(ArmRun::record);
        if (run.record().isPresent() && other.isPresent()) {
          runs.add(RunAgreement.of(run.record().get(), other.get()));
        }
      }
    }
    return runs;
  }

  /** An end in one store and a loss that is no number in the other is a difference too. */
  private List<String> ended() {
    List<String> found = new ArrayList<>();
    for (String arm : arms) {
      for (ArmRun run : arm(a, arm).runs()) {
        ArmRun.Status other =
            run(b, arm, run.seed()).map(ArmRun::status).orElse(ArmRun.Status.NOT_RUN);
        Set<ArmRun.Status> both = Set.of(ArmRun.Status.MEASURED, ArmRun.Status.DIVERGED);
        if (run.status() != other && both.contains(run.status()) && both.contains(other)) {
          boolean inA = run.status() == ArmRun.Status.DIVERGED;
          found.add(arm + ", seed " + run.seed() + ": diverged in " + (inA ? "A" : "B") + " alone");
        }
      }
    }
    return found;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    onlyInOne("arms", started(a), started(b), notes);
    onlyInOne("seeds", a.seeds(), b.seeds(), notes);
    onlyInOne(
        "metrics",
        a.spec().metrics().stream().map(Metric::id).toList(),
        b.spec().metrics().stream().map(Metric::id).toList(),
        notes);
    a.notes().forEach(note -> notes.add((b.notes().contains(note) ? "both: " : "A: ") + note));
    b.notes().stream()
        .filter(note -> !a.notes().contains(note))
        .forEach(note -> notes.add("B: " + note));
    return notes;
  }

  private static <T> void onlyInOne(String what, List<T> left, List<T> right, List<String> notes) {
    only(left, right).ifPresent(names -> notes.add(what + " only in A: " + names));
    only(right, left).ifPresent(names -> notes.add(what + " only in B: " + names));
  }

  private static <T> Optional<String> only(List<T> own, List<T> others) {
    return Optional.of(
            own.stream()
                .filter(one -> !others.contains(one))
                .map(String::valueOf)
                .collect(Collectors.joining(", ")))
        .filter(names -> !names.isEmpty());
  }

  private static List<String> started(RowReport row) {
    return row.arms().stream()
        .filter(arm -> arm.runs().stream().anyMatch(run -> run.record().isPresent()))
        .map(ArmReport::arm)
        .toList();
  }

  private static ArmReport arm(RowReport row, String arm) {
    return row.arm(arm).orElseThrow();
  }

  private static Optional<ArmRun> run(RowReport row, String arm, long seed) {
    return arm(row, arm).runs().stream().filter(run -> run.seed() == seed).findFirst();
  }
}
