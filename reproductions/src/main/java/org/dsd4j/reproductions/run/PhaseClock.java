package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.store.EventLog;
import org.dsd4j.reports.store.TimedEvent;
import org.dsd4j.reports.text.Durations;

/**
 * Reads from the events of an arm what each phase cost. The seconds are those between lines of the
 * event log, evaluations included; the gap that a kill leaves is not counted.
 *
 * <p>They are taken from the clock that every line carries, which nobody sets. Lines of older logs
 * carry the machine's time alone: a gap between two of them that no run can have made, since it is
 * negative or longer than a day, counts as zero and is noted.
 */
final class PhaseClock {
  /** Key of the note that gaps were left out. */
  static final String NOTE = "time left out";

  private static final Duration LONGEST_GAP = Duration.ofDays(1);

  private final List<PhasePlan> plan;
  private final Map<Integer, Duration> time = new TreeMap<>();
  private final Map<Integer, Long> examples = new TreeMap<>();
  private final Map<Integer, Long> steps = new TreeMap<>();
  private final List<Duration> leftOut = new ArrayList<>();

  private PhaseClock(List<PhasePlan> plan) {
    this.plan = plan;
  }

  /**
   * Adds up.
   *
   * @param plan the phases of the whole plan
   * @param firstPhase the index of the first phase of the arm
   * @param log the event log of the arm
   * @return what it cost, and what was not counted
   */
  static PhaseClock read(List<PhasePlan> plan, int firstPhase, Path log) {
    PhaseClock clock = new PhaseClock(plan);
    TimedEvent last = null;
    for (TimedEvent event : EventLog.readTimed(log)) {
      int phase = phaseOf(event.event());
      if (phase >= firstPhase) {
        if (last != null) {
          clock.time.merge(phase, clock.gap(last, event), Duration::plus);
        }
        if (event.event() instanceof Event.Step step) {
          clock.examples.merge(phase, step.examples(), Long::sum);
          clock.steps.merge(phase, step.step(), Math::max);
        }
      }
      last = event;
    }
    return clock;
  }

  private Duration gap(TimedEvent before, TimedEvent now) {
    boolean steady = before.clock().isPresent() && now.clock().isPresent();
    Duration gap = steady ? byClock(before, now) : byMachine(before, now);
    if (gap.isNegative() || (!steady && gap.compareTo(LONGEST_GAP) > 0)) {
      leftOut.add(gap);
      return Duration.ZERO;
    }
    return gap;
  }

  private static Duration byClock(TimedEvent before, TimedEvent now) {
    return Duration.ofMillis(now.clock().getAsLong() - before.clock().getAsLong());
  }

  private static Duration byMachine(TimedEvent before, TimedEvent now) {
    return Duration.between(before.event().at(), now.event().at());
  }

  /** One entry for each phase that was entered. */
  List<PhaseCost> spent() {
    List<PhaseCost> spent = new ArrayList<>();
    time.forEach(
        (phase, duration) -> {
          PhasePlan planned = plan.get(phase);
          long done = steps.getOrDefault(phase, 0L);
          spent.add(
              new PhaseCost(
                  planned.name(),
                  done,
                  // A phase whose weights were given has no steps.
                  planned.trains() ? planned.epochs() * done / planned.steps() : 0,
                  examples.getOrDefault(phase, 0L),
                  duration.toMillis() / 1e3));
        });
    return spent;
  }

  /** One line on gaps that could not be counted; empty when there were none. */
  Optional<String> note() {
    if (leftOut.isEmpty()) {
      return Optional.empty();
    }
    Duration first = leftOut.get(0);
    String words = Durations.of((double) first.abs().toSeconds());
    String gaps = leftOut.size() == 1 ? "1 gap" : leftOut.size() + " gaps";
    return Optional.of(
        gaps
            + " between lines of the event log "
            + (leftOut.size() == 1 ? "counts" : "count")
            + " as 0 s, the first is of "
            + (first.isNegative() ? "minus " + words : words)
            + ": the machine's clock was set while the arm ran");
  }

  private static int phaseOf(Event event) {
    if (event instanceof Event.Phase phase) {
      return phase.phaseIndex();
    }
    if (event instanceof Event.Step step) {
      return step.phaseIndex();
    }
    if (event instanceof Event.Evaluation evaluation) {
      return evaluation.phaseIndex();
    }
    return event instanceof Event.Masks masks ? masks.phaseIndex() : -1;
  }
}
