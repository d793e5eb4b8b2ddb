package org.dsd4j.reports.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.ContentHash;
import org.dsd4j.reports.record.Environment;
import org.dsd4j.reports.record.Event;
import org.dsd4j.reports.record.Outcome;
import org.dsd4j.reports.record.PhaseCost;
import org.dsd4j.reports.record.PhasePlan;
import org.dsd4j.reports.record.RunSpec;
import org.dsd4j.reports.record.WeightHistogram;
import org.dsd4j.reports.store.ArmPath;
import org.dsd4j.reports.store.EventLog;
import org.dsd4j.reports.text.Figures;

/** Turns the records of one run, in the order in which they are written, into what targets show. */
final class TrackingAdapter {
  private static final double NANOS = 1e9;

  private final RunTracker tracker;
  private final ArmPath place;
  private final RunSpec spec;
  private final Environment environment;
  private final boolean goesOn;

  /** The figures of a line that stay the same until something happens. */
  private double sparsity;

  private long step;
  private Optional<Line> last = Optional.empty();
  private boolean begun;
  private boolean ended;

  TrackingAdapter(
      RunTracker tracker, ArmPath place, RunSpec spec, Environment environment, boolean goesOn) {
    this.tracker = tracker;
    this.place = place;
    this.spec = spec;
    this.environment = environment;
    this.goesOn = goesOn;
  }

  /** A line, and when it was written by a clock that is never set, in nanoseconds. */
  private record Line(Event.Step step, long nanos) {}

  void happened(Event event, long nanos) throws IOException {
    if (ended) {
      return;
    }
    if (event instanceof Event.Phase phase) {
      phase(phase);
    } else if (event instanceof Event.Resumed resumed) {
      resumed(resumed);
    } else if (event instanceof Event.Masks masks) {
      masks(masks);
    } else if (event instanceof Event.Step done) {
      step(new Line(done, nanos));
    } else if (event instanceof Event.Evaluation evaluation) {
      evaluation(evaluation);
    } else if (event instanceof Event.Diverged diverged) {
      begin();
      tracker.note(at(diverged.at()), "diverged", diverged.cause());
    }
  }

  void weights(WeightHistogram histogram) throws IOException {
    begin();
    tracker.weights(at(Instant.now()), histogram);
  }

  void finished(ArmResult result) throws IOException {
    begin();
    SortedMap<String, Double> figures = new TreeMap<>();
    if (result.outcome() instanceof Outcome.Measured measured) {
      measured.metrics().forEach((id, value) -> figures.put("test/" + id, value));
    }
    if (!result.spent().isEmpty()) {
      figures.put("spent/seconds", result.spent().stream().mapToDouble(PhaseCost::seconds).sum());
      figures.put("spent/epochs", result.spent().stream().mapToDouble(PhaseCost::epochs).sum());
    }
    LogPoint now = at(Instant.now());
    if (!figures.isEmpty()) {
      tracker.log(now, figures);
    }
    tracker.end(now, result);
    ended = true;
  }

  void closed() throws IOException {
    if (begun && !ended) {
      tracker.breakOff(at(Instant.now()));
    }
    ended = true;
  }

  private void phase(Event.Phase phase) throws IOException {
    // Before the first line of all: so much has been done by the arms that this one starts from.
    step = phase.globalStep();
    begin();
    sparsity = 0;
    last = Optional.empty();
    PhasePlan plan = spec.plan().get(phase.phaseIndex());
    tracker.note(
        at(phase.at()),
        "phase",
        String.format(
            Locale.ROOT,
            "%s (%s): %d steps after step %d, learning rate %s, %s%s",
            phase.phase(),
            phase.kind().toLowerCase(Locale.ROOT),
            phase.steps(),
            phase.globalStep(),
            plan.learningRate(),
            plan.schedule(),
            plan.sparsity() > 0
                ? ", " + Figures.percent(plan.sparsity()) + " of each pruned layer is zero"
                : ""));
  }

  private void resumed(Event.Resumed resumed) throws IOException {
    step = stepsBefore(resumed.phaseIndex()) + resumed.step();
    begin();
    step--;
    last = Optional.empty();
    sparsity =
        EventLog.read(place.events()).stream()
            .filter(Event.Masks.class::isInstance)
            .map(Event.Masks.class::cast)
            .filter(masks -> masks.phaseIndex() == resumed.phaseIndex())
            .mapToDouble(TrackingAdapter::sparsity)
            .reduce(0, (first, second) -> second);
  }

  private void masks(Event.Masks masks) throws IOException {
    begin();
    sparsity = sparsity(masks);
    SortedMap<String, Double> figures = new TreeMap<>();
    masks.layers().forEach(layer -> figures.put("sparsity/" + layer.path(), layer.sparsity()));
    if (!figures.isEmpty()) {
      tracker.log(at(masks.at()), figures);
    }
  }

  private void step(Line line) throws IOException {
    begin();
    Event.Step done = line.step();
    step = done.globalStep();
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("train/loss", done.loss());
    figures.put("train/learning-rate", done.learningRate());
    figures.put("train/epoch", epochs(done.phaseIndex(), done.step()));
    figures.put("phase/index", (double) done.phaseIndex());
    figures.put("sparsity/all", sparsity);
    last.ifPresent(before -> addSpeed(figures, before, line));
    last = Optional.of(line);
    tracker.log(at(done.at()), figures);
  }

  private void evaluation(Event.Evaluation evaluation) throws IOException {
    begin();
    step = evaluation.globalStep();
    SortedMap<String, Double> figures = new TreeMap<>();
    evaluation.metrics().forEach((id, value) -> figures.put(evaluation.split() + "/" + id, value));
    if (!figures.isEmpty()) {
      tracker.log(at(evaluation.at()), figures);
    }
  }

  /** Of the time that passed, with evaluations and checkpoints. */
  private static void addSpeed(Map<String, Double> figures, Line before, Line done) {
    double seconds = (done.nanos() - before.nanos()) / NANOS;
    if (seconds > 0) {
      long steps = done.step().step() - before.step().step();
      figures.put("speed/steps-per-second", steps / seconds);
      figures.put("speed/examples-per-second", done.step().examples() / seconds);
    }
  }

  /** Begins late: only the first line says at which step. */
  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      String attempt = place.seed().name();
      tracker.begin(new TrackedRun(key(), attempt, spec, environment, goesOn, step));
    }
  }

  private String key() throws IOException {
    return ContentHash.of(Files.readAllBytes(place.run()));
  }

  private LogPoint at(Instant time) {
    return new LogPoint(time, step);
  }

  private long stepsBefore(int phaseIndex) {
    return spec.plan().subList(0, phaseIndex).stream().mapToLong(PhasePlan::steps).sum();
  }

  private double epochs(int phaseIndex, long stepOfPhase) {
    List<PhasePlan> before = spec.plan().subList(0, phaseIndex);
    PhasePlan now = spec.plan().get(phaseIndex);
    double part = now.trains() ? now.epochs() * stepOfPhase / now.steps() : 0;
    return before.stream().mapToDouble(PhasePlan::epochs).sum() + part;
  }

  /** Of all pruned layers together. */
  private static double sparsity(Event.Masks masks) {
    long count = masks.layers().stream().mapToLong(Event.MaskedLayer::count).sum();
    long kept = masks.layers().stream().mapToLong(Event.MaskedLayer::kept).sum();
    return count == 0 ? 0 : 1 - (double) kept / count;
  }
}
