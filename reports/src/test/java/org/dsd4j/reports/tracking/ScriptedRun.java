package org.dsd4j.reports.tracking;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.dsd4j.reports.fixture.Specs;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.store.ArmFolder;
import org.dsd4j.reports.store.RunStore;

/**
 * A run as a runner writes it, with an observer: the arm {@code sparse}, whose 200 steps follow the
 * 400 of the dense phase. It is broken off after step 110 and goes on from step 100.
 */
public final class ScriptedRun {
  public static final int WEIGHTS = 1_000;

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final int PHASE = 1;
  private static final long DENSE = 400;

  private static final AtomicLong NANOS = new AtomicLong();

  private final RunSpec spec;
  private final ArmFolder folder;

  /** Passes these runs on, by a clock that says the times of their events. */
  public static RunTracking tracking(List<String> targets, Consumer<String> warnings) {
    return RunTracking.to(targets, warnings, RunTracking.TIMEOUTS, NANOS::get);
  }

  /** Opens the folder of an arm in a store. */
  public ScriptedRun(Path runs, String arm, RunTracking tracking) {
    spec = Specs.of(arm, 1);
    RunStore store = new RunStore(runs);
    folder = store.seed(spec.scale(), spec.row(), spec.engine(), 1, false).arm(spec);
    folder.observe(tracking);
  }

  public void whole() {
    try (folder) {
      begin();
      step(100, 2.5);
      validation(100);
      step(200, 1.25);
      finish();
    }
  }

  public void brokenOff() {
    try (folder) {
      begin();
      step(100, 2.5);
      validation(100);
      step(110, 2.25);
    }
  }

  public void goesOn() {
    try (folder) {
      start();
      folder.append(new Event.Resumed(at(100), PHASE, 101));
      step(200, 1.25);
      finish();
    }
  }

  /** The weights are no numbers any more. */
  public void diverges() {
    try (folder) {
      begin();
      String cause = "the loss is NaN";
      folder.append(new Event.Diverged(at(2), PHASE, 2, cause));
      folder.finish(result(new Outcome.Diverged("sparse", 2, cause)));
    }
  }

  private void start() {
    // The moment tells two stores apart.
    int store = folder.place().path().hashCode() & 0xffffff;
    folder.start(spec, Specs.environment(Instant.ofEpochSecond(1_767_000_000L + store).toString()));
  }

  private void begin() {
    start();
    folder.append(new Event.Phase(at(0), PHASE, "sparse", "SPARSE", 200, DENSE));
    folder.append(
        new Event.Masks(at(0), PHASE, List.of(new Event.MaskedLayer("stage1", 1_000, 700))));
    folder.writeWeights(WeightHistogram.of("pruned", "stage1", -1, 1, 8, new float[WEIGHTS]));
    step(1, 2.75);
  }

  private void step(long step, double loss) {
    long examples = step == 1 ? 32 : 32 * 99;
    NANOS.set(TimeUnit.MILLISECONDS.toNanos(100 * step));
    folder.append(new Event.Step(at(step), PHASE, step, DENSE + step, loss, 0.01, examples));
  }

  private void validation(long step) {
    folder.append(
        new Event.Evaluation(
            at(step), PHASE, step, DENSE + step, "validation", Map.of("top1-error", 25.5)));
  }

  private void finish() {
    folder.append(new Event.Finished(at(200)));
    folder.finish(result(new Outcome.Measured(Map.of("top1-error", 23.5, "top5-error", 4.5))));
  }

  private static ArmResult result(Outcome outcome) {
    return new ArmResult(
        outcome,
        List.of(new PhaseCost("sparse", 200, 8, 6_400, 20)),
        List.of(),
        new TreeMap<>(Map.of("steps per second", "10.0")),
        "00ff");
  }

  private static Instant at(long step) {
    return START.plusMillis(100 * step);
  }
}
