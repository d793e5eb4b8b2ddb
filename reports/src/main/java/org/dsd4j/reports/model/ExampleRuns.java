package org.dsd4j.reports.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.ResampledCounts;

/**
 * The runs of one metric, drawn again over the same examples of the test split.
 *
 * @param metric what is scored
 * @param score the metric of a corpus whose counts have this sum
 * @param byArm by arm, then by seed, ascending
 */
record ExampleRuns(
    Metric metric, ToDoubleFunction<long[]> score, Map<String, Map<Long, ResampledCounts>> byArm) {

  /** How many examples the metric is over. */
  int examples() {
    return byArm.values().stream()
        .flatMap(runs -> runs.values().stream())
        .mapToInt(ResampledCounts::examples)
        .findFirst()
        .orElse(0);
  }

  /** An arm's mean over its seeds. */
  SentenceReport.Estimate estimate(String arm) {
    List<ResampledCounts> runs = List.copyOf(byArm.get(arm).values());
    return new SentenceReport.Estimate(
        mean(runs), ResampledCounts.interval(runs, score), runs.size());
  }

  /** The seeds of which both arms have examples, ascending. */
  List<Long> common(String arm, String reference) {
    Map<Long, ResampledCounts> from = byArm.getOrDefault(reference, Map.of());
    return byArm.getOrDefault(arm, Map.of()).keySet().stream().filter(from::containsKey).toList();
  }

  /** The mean improvement over these seeds; empty when one of them has no examples. */
  Optional<SentenceReport.Estimate> gain(String arm, String reference, List<Long> seeds) {
    if (seeds.isEmpty() || !common(arm, reference).containsAll(seeds)) {
      return Optional.empty();
    }
    List<ResampledCounts> from = seeds.stream().map(byArm.get(reference)::get).toList();
    List<ResampledCounts> to = seeds.stream().map(byArm.get(arm)::get).toList();
    return Optional.of(
        new SentenceReport.Estimate(
            metric.direction().improvement(mean(from), mean(to)),
            ResampledCounts.difference(from, to, score, metric.direction()::improvement),
            seeds.size()));
  }

  private double mean(List<ResampledCounts> runs) {
    return runs.stream().mapToDouble(run -> run.score(score)).average().orElseThrow();
  }
}
