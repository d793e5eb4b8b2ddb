package org.dsd4j.reports.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;

/**
 * Holds the files of one run against each other: a record alone says what can be of any run, and
 * beside its specification what can be of this one. What cannot be is a problem of the run, not a
 * value of a table.
 */
final class RecordCheck {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?) ?%");
  private static final double WHOLE = 100;

  /** Passes are steps divided by the steps of a pass, which need not be a whole number of them. */
  private static final double ONE_PASS = 1;

  /** By so much a clock that is set while a run lasts may shorten its event log. */
  private static final Duration CLOCK_SET = Duration.ofDays(1);

  private static final int CLOCK_RATIO = 10;

  private final RunSpec spec;
  private final List<String> problems = new ArrayList<>();

  private RecordCheck(RunSpec spec) {
    this.spec = spec;
  }

  /** Gives the events back when they can be of this run. */
  static List<Event> events(Path file, RunSpec spec, List<Event> events) {
    RecordCheck check = new RecordCheck(spec);
    events.forEach(check::event);
    check.throwIfAny(file);
    return events;
  }

  /** Gives the result back when it can be of this run. */
  static ArmResult result(Path file, RunSpec spec, List<Event> events, ArmResult result) {
    RecordCheck check = new RecordCheck(spec);
    if (result.outcome() instanceof Outcome.Measured measured) {
      check.figures(spec.metrics(), measured.metrics());
    }
    check.costs(result);
    check.time(events, result);
    check.waiting(result);
    check.throwIfAny(file);
    return result;
  }

  /** Checks the points of a sensitivity analysis. */
  static void points(Path file, SensitivitySpec spec, List<SensitivityPoint> points) {
    for (SensitivityPoint point : points) {
      List<String> found =
          Stream.of(point.pruned(), point.retrained())
              .flatMap(figures -> impossible(spec.metrics(), figures))
              .collect(Collectors.toCollection(ArrayList::new));
      if (!spec.layers().contains(point.layer()) || !spec.sparsities().contains(point.sparsity())) {
        found.add("it was not to be measured");
      }
      if (!found.isEmpty()) {
        throw new StoreException(
            file
                + " says what cannot be ("
                + point.layer()
                + " at "
                + point.sparsity()
                + ": "
                + found.get(0)
                + "): remove that line, the point will be measured again");
      }
    }
  }

  private void event(Event event) {
    if (event instanceof Event.Step step) {
      place(step.phaseIndex(), step.step());
    } else if (event instanceof Event.Evaluation evaluation) {
      place(evaluation.phaseIndex(), evaluation.step());
      figures(spec.metrics(), evaluation.metrics());
    } else if (event instanceof Event.Phase phase) {
      place(phase.phaseIndex(), 0);
    }
  }

  private void place(int phaseIndex, long step) {
    if (phaseIndex >= spec.plan().size()) {
      problems.add("the plan has no phase " + phaseIndex);
    } else if (step > spec.plan().get(phaseIndex).steps()) {
      PhasePlan phase = spec.plan().get(phaseIndex);
      problems.add("phase " + phase.name() + " has " + phase.steps() + " steps, not " + step);
    }
  }

  private void figures(List<Metric> metrics, Map<String, Double> figures) {
    impossible(metrics, figures).forEach(problems::add);
  }

  /** NaN stands where a run diverged; results have none, which they check themselves. */
  private static Stream<String> impossible(List<Metric> metrics, Map<String, Double> figures) {
    return metrics.stream()
        .filter(metric -> figures.containsKey(metric.id()))
        .filter(metric -> !Double.isNaN(figures.get(metric.id())))
        .flatMap(metric -> metric.impossible(figures.get(metric.id())).stream());
  }

  /** An arm has no other phases than those of its plan, and none is longer than planned. */
  private void costs(ArmResult result) {
    Map<String, PhasePlan> plan = new HashMap<>();
    spec.plan().forEach(phase -> plan.put(phase.name(), phase));
    for (PhaseCost cost :
        Stream.concat(result.inherited().stream(), result.spent().stream()).toList()) {
      PhasePlan planned = plan.get(cost.phase());
      if (planned == null) {
        problems.add("the plan has no phase " + cost.phase());
      } else if (cost.steps() > planned.steps()) {
        problems.add(
            "phase " + cost.phase() + " has " + planned.steps() + " steps, not " + cost.steps());
      } else if (cost.epochs() > planned.epochs() + ONE_PASS) {
        problems.add(
            "phase " + cost.phase() + " has " + planned.epochs() + " epochs, not " + cost.epochs());
      }
    }
  }

  /** Clocks are set, so only what no clock explains is impossible. */
  private void time(List<Event> events, ArmResult result) {
    if (events.isEmpty()) {
      return;
    }
    Instant first = events.stream().map(Event::at).min(Instant::compareTo).orElseThrow();
    Instant last = events.stream().map(Event::at).max(Instant::compareTo).orElseThrow();
    Duration logged = Duration.between(first, last);
    double spent = result.spent().stream().mapToDouble(PhaseCost::seconds).sum();
    if (isLonger(spent, (double) logged.toSeconds())) {
      problems.add(
          "it spent "
              + spent
              + " seconds, its event log is "
              + logged.toSeconds()
              + " seconds long");
    }
  }

  /** Whether a time is so much longer than another of the same thing that no clock explains it. */
  static boolean isLonger(double seconds, double other) {
    return seconds > CLOCK_RATIO * other + CLOCK_SET.toSeconds();
  }

  /** Reports average this note, so it has to be a number. */
  private void waiting(ArmResult result) {
    String share = result.notes().get(ArmResult.WAITING_FOR_DATA);
    if (share == null) {
      return;
    }
    Matcher matcher = SHARE.matcher(share);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) > WHOLE) {
      problems.add(ArmResult.WAITING_FOR_DATA + " must be a share in percent");
    }
  }

  /** The first is enough: a log of damage has as many as lines. */
  private void throwIfAny(Path file) {
    if (!problems.isEmpty()) {
      throw new StoreException(
          file
              + " says what cannot be ("
              + problems.get(0)
              + "): it is left out, move that run away and it can be re-run");
    }
  }
}
