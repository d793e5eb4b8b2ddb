package org.dsd4j.reports.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.SensitivityPoint;
import org.dsd4j.reports.record.SensitivitySpec;
import org.dsd4j.reports.statistics.Summary;

/**
 * How much a row's baseline suffers from pruning, layer by layer and all at once.
 *
 * @param spec what was measured; what it says besides seed and baseline holds for all seeds
 * @param points by seed: what was measured so far
 */
public record SensitivityReport(
    SensitivitySpec spec, SortedMap<Long, List<SensitivityPoint>> points) {
  // Differences of rounded figures are not exact: 1.0000000001 points are 1 point.
  private static final double ROUNDING = 1e-9;

  /** When a figure was measured. */
  public enum Moment {
    /** After the mask was applied, before any training. */
    PRUNED("right after pruning"),
    /** After the sparse phase under that mask. */
    RETRAINED("after S");

    private final String label;

    Moment(String label) {
      this.label = label;
    }

    /** Its display name. */
    public String label() {
      return label;
    }
  }

  /** Copies the map. */
  public SensitivityReport {
    SortedMap<Long, List<SensitivityPoint>> copy = new TreeMap<>();
    points.forEach((seed, all) -> copy.put(seed, List.copyOf(all)));
    points = Collections.unmodifiableSortedMap(copy);
  }

  /** The seeds that have any point, ascending. */
  public List<Long> seeds() {
    return List.copyOf(points.keySet());
  }

  /** The moments that were asked for. */
  public List<Moment> moments() {
    return spec.retrains() ? List.of(Moment.values()) : List.of(Moment.PRUNED);
  }

  /** The layers that were pruned alone, in network order. */
  public List<String> singleLayers() {
    return spec.layers().stream().filter(layer -> !layer.equals(SensitivitySpec.UNIFORM)).toList();
  }

  /**
   * The figures of a metric.
   *
   * @param moment when
   * @param layer a layer of the specification
   * @param sparsity a sparsity of the specification; at 0 all layers are the same network, so that
   *     a figure of any layer counts
   * @param metric the metric
   * @return by seed; seeds without a finite figure are left out
   */
  public SortedMap<Long, Double> values(
      Moment moment, String layer, double sparsity, Metric metric) {
    SortedMap<Long, Double> values = new TreeMap<>();
    points.forEach(
        (seed, all) ->
            all.stream()
                .filter(point -> point.sparsity() == sparsity)
                .filter(point -> sparsity == 0 || point.layer().equals(layer))
                .map(point -> figures(point, moment).get(metric.id()))
                .filter(value -> value != null && Double.isFinite(value))
                .findFirst()
                .ifPresent(value -> values.put(seed, value)));
    return values;
  }

  /**
   * Mean and spread over the seeds.
   *
   * @param moment when
   * @param layer a layer of the specification
   * @param sparsity a sparsity of the specification
   * @param metric the metric
   * @return empty when no seed has a figure
   */
  public Optional<Summary> summary(Moment moment, String layer, double sparsity, Metric metric) {
    Collection<Double> values = values(moment, layer, sparsity, metric).values();
    return values.isEmpty() ? Optional.empty() : Optional.of(Summary.of(List.copyOf(values)));
  }

  /**
   * The figures of the dense weights: those at sparsity 0 before any training.
   *
   * @param metric the metric
   * @return empty when sparsity 0 was not measured
   */
  public Optional<Summary> dense(Metric metric) {
    return summary(Moment.PRUNED, SensitivitySpec.UNIFORM, 0, metric);
  }

  /**
   * How much worse the primary metric is than that of the dense weights of the same seed, in its
   * own unit, mean over seeds.
   *
   * @param moment when
   * @param layer a layer of the specification
   * @param sparsity a sparsity of the specification
   * @return positive when pruned weights are worse; empty when no seed has both figures
   */
  public OptionalDouble worsening(Moment moment, String layer, double sparsity) {
    Metric metric = spec.primaryMetric();
    Map<Long, Double> dense = values(Moment.PRUNED, layer, 0, metric);
    return values(moment, layer, sparsity, metric).entrySet().stream()
        .filter(figure -> dense.containsKey(figure.getKey()))
        .mapToDouble(
            figure ->
                -metric.direction().improvement(dense.get(figure.getKey()), figure.getValue()))
        .average();
  }

  /**
   * How much pruning a layer bears.
   *
   * @param moment when
   * @param layer a layer of the specification
   * @param within the largest worsening of the primary metric that is borne, in its own unit
   * @return the largest sparsity above 0 that was measured and worsens no more; empty when there is
   *     none
   */
  public OptionalDouble borne(Moment moment, String layer, double within) {
    return spec.sparsities().stream()
        .mapToDouble(Double::doubleValue)
        .filter(sparsity -> sparsity > 0)
        .filter(
            sparsity ->
                worsening(moment, layer, sparsity).orElse(Double.POSITIVE_INFINITY)
                    <= within + ROUNDING)
        .max();
  }

  private static SortedMap<String, Double> figures(SensitivityPoint point, Moment moment) {
    return moment == Moment.PRUNED ? point.pruned() : point.retrained();
  }
}
