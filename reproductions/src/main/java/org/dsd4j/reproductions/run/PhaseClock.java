package org.dsd4j.reproductions.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.store.EventLog;

/**
 * Reads from the events of an arm what each phase cost. The seconds are those between lines of the
 * event log, evaluations included; the gap that a kill leaves is not counted.
 */
final class PhaseClock {
  private PhaseClock() {}

  /**
   * Adds up.
   *
   * @param plan the phases of the whole plan
   * @param firstPhase the index of the first phase of the arm
   * @param log the event log of the arm
   * @return one entry for each phase that was entered
   */
  static List<PhaseCost> spent(List<PhasePlan> plan, int firstPhase, Path log) {
    Map<Integer, Duration> time = new TreeMap<>();
    Map<Integer, Long> examples = new TreeMap<>();
    Map<Integer, Long> steps = new TreeMap<>();
    Instant last = null;
    for (Event event : EventLog.read(log)) {
      int phase = phaseOf(event);
      if (phase >= firstPhase) {
        if (last != null && !(event instanceof Event.Resumed)) {
          time.merge(phase, Duration.between(last, event.at()), Duration::plus);
        }
        if (event instanceof Event.Step step) {
          examples.merge(phase, step.examples(), Long::sum);
          steps.merge(phase, step.step(), Math::max);
        }
      }
      last = event.at();
    }
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
