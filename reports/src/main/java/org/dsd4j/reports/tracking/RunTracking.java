package org.dsd4j.reports.tracking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.store.ArmObserver;
import org.dsd4j.reports.store.ArmPath;

/**
 * Passes what is written of a run on to targets, without the training waiting for them. Used by one
 * thread, for one run after the other.
 */
public final class RunTracking implements ArmObserver, AutoCloseable {
  /** A target is given up when it is silent for so long, and waited for so long at an end. */
  static final TrackerTimeouts TIMEOUTS =
      new TrackerTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(15));

  private final List<TargetQueue> targets;
  private final Consumer<String> warnings;

  /** Nanoseconds of a clock that is never set. */
  private final LongSupplier clock;

  private RunTracking(List<TargetQueue> targets, Consumer<String> warnings, LongSupplier clock) {
    this.targets = targets;
    this.warnings = warnings;
    this.clock = clock;
  }

  /** A tracking without targets. */
  public static RunTracking none() {
    return new RunTracking(List.of(), line -> {}, System::nanoTime);
  }

  /**
   * A tracking with targets.
   *
   * @param names the targets as the user gives them, such as {@code tensorboard:logs}
   * @param warnings receives one line when a target is given up, on the thread that uses this
   *     object
   * @return the tracking; nothing is written before a run begins
   * @throws IllegalArgumentException if targets cannot be right; the message names all of them
   */
  public static RunTracking to(List<String> names, Consumer<String> warnings) {
    return to(names, warnings, TIMEOUTS, System::nanoTime);
  }

  static RunTracking to(
      List<String> names, Consumer<String> warnings, TrackerTimeouts timeouts, LongSupplier clock) {
    List<TargetQueue> targets = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      try {
        targets.add(new TargetQueue(name, RunTrackerProvider.of(name), timeouts));
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
      if (!seen.add(name)) {
        problems.add("the target '" + name + "' is named twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new RunTracking(targets, warnings, clock);
  }

  @Override
  public void started(ArmPath place, RunSpec spec, Environment environment, boolean goesOn) {
    each(target -> target.begin(place, spec, environment, goesOn));
  }

  @Override
  public void appended(Event event) {
    long now = clock.getAsLong();
    each(target -> target.add(adapter -> adapter.happened(event, now)));
  }

  @Override
  public void weightsWritten(WeightHistogram histogram) {
    each(target -> target.add(adapter -> adapter.weights(histogram)));
  }

  @Override
  public void finished(ArmResult result) {
    each(target -> target.add(adapter -> adapter.finished(result)));
  }

  @Override
  public void closed() {
    each(target -> target.add(TrackingAdapter::closed));
    each(TargetQueue::drain);
  }

  /** Lets the targets write what they still hold, for a bounded time, and closes them. */
  @Override
  public void close() {
    each(TargetQueue::close);
  }

  private void each(Consumer<TargetQueue> action) {
    for (TargetQueue target : targets) {
      action.accept(target);
      target.takeWarning().ifPresent(warnings);
    }
  }
}
