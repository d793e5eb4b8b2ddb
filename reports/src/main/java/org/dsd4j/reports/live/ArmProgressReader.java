package org.dsd4j.reports.live;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.store.ArmRecord;
import org.dsd4j.reports.text.Durations;
import org.dsd4j.reports.text.Figures;

/** Reads from an arm's event log how far the arm is. */
final class ArmProgressReader {
  /** Lines that the speed is taken from: the speed of now, not of the start. */
  private static final int RECENT = 10;

  /** So many times the usual time between two lines is a long silence. */
  private static final int LONG_SILENCE = 10;

  private static final int NOTICED_SILENCE = 3;
  private static final Duration LEAST_NOTICED = Duration.ofSeconds(30);
  private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);
  private static final Duration PATIENCE_AT_START = Duration.ofMinutes(10);
  private static final Duration LONGEST_GAP = Duration.ofDays(1);
  private static final double MILLIS = 1000;

  private final ArmRecord arm;
  private final Instant now;
  private final List<Event.Step> recent;
  private final Optional<Event.Phase> phase;
  private final long step;

  ArmProgressReader(ArmRecord arm, Instant now) {
    this.arm = arm;
    this.now = now;
    this.phase = all(Event.Phase.class).reduce((first, second) -> second);
    List<Event.Step> steps = sinceLastStart();
    this.recent = steps.subList(Math.max(0, steps.size() - RECENT), steps.size());
    this.step =
        phase
            .flatMap(
                at ->
                    all(Event.Step.class)
                        .filter(line -> line.phaseIndex() == at.phaseIndex())
                        .reduce((first, second) -> second))
            .map(Event.Step::step)
            .orElse(0L);
  }

  ArmProgress progress() {
    RunState state = state();
    boolean running = state == RunState.RUNNING;
    return new ArmProgress(
        RowKey.place(arm),
        RowKey.of(arm.spec()).key(),
        RowKey.of(arm.spec()).name(),
        arm.spec().seed() + (arm.attempt() == 1 ? "" : ", attempt " + arm.attempt()),
        arm.spec().arm(),
        state,
        phaseName(running),
        step,
        phase.map(Event.Phase::steps).orElse(0L),
        running && speed() > 0 ? String.format(Locale.ROOT, "%.2f", speed()) : "",
        running && speed() > 0 ? Durations.of((double) stepsLeft() / speed()) : "",
        recent.isEmpty() ? "" : Figures.value(recent.get(recent.size() - 1).loss()),
        note(state));
  }

  private <T extends Event> Stream<T> all(Class<T> kind) {
    return arm.events().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The pause before a resumed run's first line says nothing of its speed. */
  private List<Event.Step> sinceLastStart() {
    // By their order: the machine's clock may have been set back since.
    List<Event> events = arm.events();
    int start = events.size();
    while (start > 0 && !(events.get(start - 1) instanceof Event.Resumed)) {
      start--;
    }
    return events.subList(start, events.size()).stream()
        .filter(Event.Step.class::isInstance)
        .map(Event.Step.class::cast)
        .toList();
  }

  private RunState state() {
    if (arm.result().isPresent()) {
      Outcome outcome = arm.result().get().outcome();
      if (outcome instanceof Outcome.Measured) {
        return RunState.FINISHED;
      }
      return outcome instanceof Outcome.Diverged ? RunState.DIVERGED : RunState.NOT_RUN;
    }
    if (all(Event.Diverged.class).findAny().isPresent()) {
      return RunState.DIVERGED;
    }
    return silence().compareTo(patience()) > 0 ? RunState.STALLED : RunState.RUNNING;
  }

  /** Zero for a line from the future, which a clock that was set back has written or reads. */
  private Duration silence() {
    return longer(Duration.between(lastHeard(), now), Duration.ZERO);
  }

  private Instant lastHeard() {
    return arm.events().stream().map(Event::at).reduce((a, b) -> b).orElseGet(this::begun);
  }

  private Instant begun() {
    try {
      return Files.getLastModifiedTime(arm.place().run()).toInstant();
    } catch (IOException e) {
      // Moved away since it was read; the next look will not find it.
      return now;
    }
  }

  private String silent() {
    return "nothing written for " + Durations.of((double) silence().toSeconds());
  }

  private Duration patience() {
    return recent.size() < 2
        ? PATIENCE_AT_START
        : longer(longestGap().multipliedBy(LONG_SILENCE), LEAST_PATIENCE);
  }

  /** From here on a silence is said, though it is no reason to think of an end yet. */
  private Duration noticed() {
    return recent.size() < 2
        ? LEAST_PATIENCE
        : longer(longestGap().multipliedBy(NOTICED_SILENCE), LEAST_NOTICED);
  }

  private Duration longestGap() {
    return gaps().map(Gap::time).reduce(Duration.ZERO, ArmProgressReader::longer);
  }

  /** The time and the steps between two lines. */
  private record Gap(Duration time, long steps) {
    double secondsOfStep() {
      return time.toMillis() / MILLIS / steps;
    }
  }

  /** Between recent lines, but for those over which the machine's clock was set. */
  private Stream<Gap> gaps() {
    return IntStream.range(1, recent.size())
        .mapToObj(
            i -> {
              Event.Step before = recent.get(i - 1);
              Event.Step line = recent.get(i);
              return new Gap(
                  Duration.between(before.at(), line.at()),
                  line.globalStep() - before.globalStep());
            })
        .filter(gap -> !gap.time().isNegative() && gap.time().compareTo(LONGEST_GAP) < 0);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private double speed() {
    List<Gap> gaps = usual(gaps().filter(gap -> gap.steps() > 0).toList());
    double seconds = gaps.stream().mapToDouble(gap -> gap.time().toMillis() / MILLIS).sum();
    long steps = gaps.stream().mapToLong(Gap::steps).sum();
    return seconds > 0 ? steps / seconds : 0;
  }

  /** Without a gap that is far from the others, such as one that a clock that was set has made. */
  private static List<Gap> usual(List<Gap> gaps) {
    double[] sorted = gaps.stream().mapToDouble(Gap::secondsOfStep).sorted().toArray();
    if (sorted.length == 0) {
      return gaps;
    }
    double most = LONG_SILENCE * sorted[sorted.length / 2];
    return gaps.stream().filter(gap -> gap.secondsOfStep() <= most).toList();
  }

  private long stepsLeft() {
    int index = phase.map(Event.Phase::phaseIndex).orElse(0);
    List<PhasePlan> plan = arm.spec().plan();
    long planned = plan.subList(index, plan.size()).stream().mapToLong(PhasePlan::steps).sum();
    return Math.max(0, planned - step);
  }

  private String phaseName(boolean running) {
    if (phase.isEmpty()) {
      return running ? "starting" : "";
    }
    return running && stepsLeft() == 0 ? "test" : phase.get().phase();
  }

  private String note(RunState state) {
    if (state == RunState.STALLED) {
      return silent()
          + ": if its process has ended, the same command goes on from the last checkpoint";
    }
    if (state == RunState.RUNNING && silence().compareTo(noticed()) > 0) {
      return silent();
    }
    if (arm.result().isEmpty()) {
      return all(Event.Diverged.class).map(Event.Diverged::cause).findFirst().orElse("");
    }
    Outcome outcome = arm.result().get().outcome();
    if (outcome instanceof Outcome.Measured measured) {
      Metric metric = arm.spec().primaryMetric();
      return Optional.ofNullable(measured.metrics().get(metric.id()))
          .map(value -> metric.labelWithUnit() + " " + Figures.value(value))
          .orElse("");
    }
    return outcome instanceof Outcome.Diverged diverged
        ? diverged.cause()
        : ((Outcome.NotRun) outcome).reason();
  }
}
