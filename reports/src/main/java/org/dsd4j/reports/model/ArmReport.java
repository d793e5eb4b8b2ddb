package org.dsd4j.reports.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.store.ArmRecord;

/**
 * One arm of a row.
 *
 * @param arm its name
 * @param plan its phases from the first dense one; empty when it was never started
 * @param runs one entry for each seed of the row, ascending
 */
public record ArmReport(String arm, List<PhasePlan> plan, List<ArmRun> runs) {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");

  /** Copies the lists. */
  public ArmReport {
    plan = List.copyOf(plan);
    runs = List.copyOf(runs);
  }

  /**
   * The figures of a metric.
   *
   * @param metric its id
   * @return by seed; seeds without figures are left out
   */
  public SortedMap<Long, Double> values(String metric) {
    SortedMap<Long, Double> values = new TreeMap<>();
    for (ArmRun run : runs) {
      result(run)
          .map(ArmResult::outcome)
          .filter(Outcome.Measured.class::isInstance)
          .map(outcome -> ((Outcome.Measured) outcome).metrics().get(metric))
          .ifPresent(value -> values.put(run.seed(), value));
    }
    return values;
  }

  /** Mean over the measured seeds of what the arm trained itself; empty when there is none. */
  public Optional<TrainingCost> ownBudget() {
    return meanBudget(false);
  }

  /** As {@link #ownBudget}, with the arms it started from. */
  public Optional<TrainingCost> wholeBudget() {
    return meanBudget(true);
  }

  /**
   * The share of its own training time that the arm waited for data, mean over the seeds whose
   * records say it.
   *
   * @return in [0, 1]; empty when no record says it, such as for an arm that was only evaluated
   */
  public OptionalDouble waitingForData() {
    return runs.stream()
        .flatMap(run -> result(run).stream())
        .map(result -> result.notes().getOrDefault(ArmResult.WAITING_FOR_DATA, ""))
        .map(PERCENT::matcher)
        .filter(Matcher::matches)
        .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)) / 100)
        .average();
  }

  /** The notes of the first seed that has a result whose keys start so, as {@code key: text}. */
  public List<String> notes(String start) {
    return runs.stream()
        .flatMap(run -> result(run).stream())
        .findFirst()
        .map(ArmResult::notes)
        .map(
            notes ->
                notes.entrySet().stream()
                    .filter(note -> note.getKey().startsWith(start))
                    .map(note -> note.getKey() + ": " + note.getValue())
                    .toList())
        .orElse(List.of());
  }

  /** What each seed with a result passed over in its data; seeds that left out nothing are not. */
  List<String> leftOut() {
    return runs.stream()
        .flatMap(run -> result(run).stream())
        .map(result -> result.notes().getOrDefault(ArmResult.LEFT_OUT, ""))
        .filter(note -> !note.isEmpty())
        .toList();
  }

  private Optional<TrainingCost> meanBudget(boolean whole) {
    List<TrainingCost> budgets =
        runs.stream()
            .filter(run -> run.status() == ArmRun.Status.MEASURED)
            .flatMap(run -> result(run).stream())
            .map(result -> whole ? whole(result) : TrainingCost.of(result.spent()))
            .toList();
    return budgets.isEmpty() ? Optional.empty() : Optional.of(TrainingCost.mean(budgets));
  }

  /** What one finished run cost from the first dense phase on. */
  public static TrainingCost whole(ArmResult result) {
    return TrainingCost.of(result.inherited()).plus(TrainingCost.of(result.spent()));
  }

  private static Optional<ArmResult> result(ArmRun run) {
    return run.record().flatMap(ArmRecord::result);
  }
}
