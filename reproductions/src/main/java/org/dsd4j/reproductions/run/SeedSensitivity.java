package org.dsd4j.reproductions.run;

import ai.djl.nn.Block;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.api.DsdObserver;
import org.dsd4j.api.DsdObserver.Position;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.PruningPolicy;
import org.dsd4j.api.pruning.Sparsity;
import org.dsd4j.djl.checkpoint.Checkpoint;
import org.dsd4j.djl.kit.engine.StartedEngine;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.network.Precision;
import org.dsd4j.djl.optimizer.MaskedOptimizer;
import org.dsd4j.djl.optimizer.PlannedRate;
import org.dsd4j.djl.training.DivergedException;
import org.dsd4j.djl.training.DsdLoop;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.djl.training.LoopSettings;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.store.SensitivityFolder;
import org.dsd4j.reports.text.Durations;
import org.dsd4j.reproductions.row.Experiment;

/** The sensitivity analysis of one seed: every point from the same end of the baseline. */
final class SeedSensitivity {
  /** The first point of a process also warms it up, so its time says little. */
  private static final int POINTS_BEFORE_ESTIMATE = 2;

  private final Experiment experiment;
  private final SensitivitySpec spec;
  private final Precision precision;
  private final List<String> prunable;
  private final DsdPlan baseline;
  private final Phase.Sparse sparse;
  private final Path end;
  private final StartedEngine engine;
  private final ProgressPrinter progress;
  private final StopRequest stop;
  private final String title;
  private final Map<Place, SensitivityPoint> known = new HashMap<>();
  private int measured;
  private long measuringNanos;

  SeedSensitivity(
      RowRunner.Prepared prepared,
      SensitivitySpec spec,
      DsdPlan baseline,
      Phase.Sparse sparse,
      Path end,
      StartedEngine engine,
      ProgressPrinter progress,
      StopRequest stop,
      String title) {
    this.experiment = prepared.experiment();
    this.spec = spec;
    this.precision = prepared.specs().precision();
    this.prunable = SensitivityOptions.prunable(prepared.specs().layers());
    this.baseline = baseline;
    this.sparse = sparse;
    this.end = end;
    this.engine = engine;
    this.progress = progress;
    this.stop = stop;
    this.title = title;
  }

  private record Place(String layer, double sparsity) {
    /**
     * Without pruning it does not matter which layer is not pruned: such a point is measured for
     * all layers at once, and its figures are written down for each layer too.
     */
    Place measuredAt() {
      return sparsity == 0 ? new Place(SensitivitySpec.UNIFORM, 0) : this;
    }
  }

  /** Measures what the folder lacks. */
  void run(SensitivityFolder folder) {
    folder.points().forEach(p -> known.put(new Place(p.layer(), p.sparsity()), p));
    List<Place> places = places();
    if (!known.isEmpty()) {
      progress.line(
          title
              + "  "
              + known.size()
              + " of "
              + places.size()
              + " points measured before, skipped");
    }
    if (!known.keySet().containsAll(places)) {
      measure(places, folder);
    }
    folder.finish();
  }

  private void measure(List<Place> places, SensitivityFolder folder) {
    Block block = experiment.newBlock();
    PlannedRate rate = new PlannedRate();
    try (Network network =
            Network.initialize(
                block,
                spec.engine(),
                engine.device(),
                precision,
                spec.seed(),
                experiment.inputShapes());
        MaskedOptimizer optimizer = experiment.maskedOptimizer(rate, block)) {
      network.beforeForward(stop::check);
      Bench bench = new Bench(network, optimizer, rate, experiment.validation());
      for (Place place : places) {
        if (!known.containsKey(place)) {
          stop.check();
          SensitivityPoint point = point(place, bench);
          folder.append(point);
          known.put(place, point);
          progress.line(line(point, places));
        }
      }
    }
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (String layer : spec.layers()) {
      spec.sparsities().forEach(sparsity -> places.add(new Place(layer, sparsity)));
    }
    return places;
  }

  /** What a point is measured with. */
  private record Bench(
      Network network, MaskedOptimizer optimizer, PlannedRate rate, Evaluation validation) {
    SortedMap<String, Double> measure() {
      return new TreeMap<>(validation.measure(network));
    }
  }

  private SensitivityPoint point(Place place, Bench bench) {
    SensitivityPoint same = known.get(place.measuredAt());
    if (same != null) {
      return new SensitivityPoint(
          same.at(), place.layer(), place.sparsity(), same.pruned(), same.retrained());
    }
    long start = System.nanoTime();
    progress.title(title + "  " + words(place));
    PruningPolicy policy = policy(place);
    Checkpoint dense = Checkpoint.read(end);
    dense.restore(bench.network(), bench.optimizer());
    bench.optimizer().prune(policy);
    SortedMap<String, Double> pruned = bench.measure();
    SortedMap<String, Double> retrained =
        spec.retrains() ? retrain(policy, dense.position(), bench) : new TreeMap<>();
    measured++;
    measuringNanos += System.nanoTime() - start;
    return new SensitivityPoint(Instant.now(), place.layer(), place.sparsity(), pruned, retrained);
  }

  /**
   * The row's own policy with another share prunes each of its layers by that share and nothing
   * else, whatever allocation the row has; so both kinds of points are lists of shares.
   */
  private PruningPolicy policy(Place place) {
    List<String> paths =
        place.layer().equals(SensitivitySpec.UNIFORM) ? prunable : List.of(place.layer());
    Map<String, Sparsity> byPath = new HashMap<>();
    paths.forEach(path -> byPath.put(path, Sparsity.of(place.sparsity())));
    return PruningPolicy.fixed(byPath);
  }

  /**
   * Trains as the arm {@code sparse} does. The loop makes the masks again as the phase starts: the
   * same ones, since what was pruned is smallest.
   */
  private SortedMap<String, Double> retrain(PruningPolicy policy, Position from, Bench bench) {
    List<Phase> phases = new ArrayList<>(baseline.phases());
    phases.add(new Phase.Sparse(sparse.name(), sparse.budget(), sparse.rate(), policy));
    DsdLoop loop =
        new DsdLoop(
            bench.network(),
            experiment.newLoss(),
            bench.optimizer(),
            bench.rate(),
            experiment.training(spec.seed()),
            Evaluation.NONE,
            new Steps(progress).and(stop),
            LoopSettings.of(spec.seed()));
    try {
      loop.run(new DsdPlan(phases), from);
      return bench.measure();
    } catch (DivergedException e) {
      progress.line(e.getMessage());
      SortedMap<String, Double> none = new TreeMap<>();
      spec.metrics().forEach(metric -> none.put(metric.id(), Double.NaN));
      return none;
    }
  }

  /** Shows the steps of a long phase, without a line at the end of each of very many phases. */
  private record Steps(ProgressPrinter progress) implements DsdObserver {
    @Override
    public void phaseStarted(Phase phase, Position at, long steps) {
      progress.phaseStarted(phase, at, steps);
    }

    @Override
    public void stepDone(Step step) {
      progress.stepDone(step);
    }
  }

  private String line(SensitivityPoint point, List<Place> places) {
    Metric metric = spec.primaryMetric();
    StringBuilder line = new StringBuilder(title + "  ");
    line.append(words(new Place(point.layer(), point.sparsity())));
    line.append("  pruned ").append(value(point.pruned().get(metric.id()), metric));
    if (spec.retrains()) {
      double retrained = point.retrained().get(metric.id());
      String value = Double.isNaN(retrained) ? "diverged" : value(retrained, metric);
      line.append("  retrained ").append(value);
    }
    return line.append("  (" + known.size() + " of " + places.size() + left(places) + ")")
        .toString();
  }

  private String left(List<Place> places) {
    long toMeasure =
        places.stream()
            .filter(place -> !known.containsKey(place) && place.equals(place.measuredAt()))
            .count();
    if (measured < POINTS_BEFORE_ESTIMATE || toMeasure == 0) {
      return "";
    }
    double seconds = measuringNanos / 1e9 / measured * toMeasure;
    return ", " + Durations.of(seconds) + " left";
  }

  private static String words(Place place) {
    return place.layer() + "  " + Sparsity.of(place.sparsity());
  }

  private static String value(double value, Metric metric) {
    return String.format(Locale.ROOT, "%.2f %s", value, metric.unit()).strip();
  }
}
