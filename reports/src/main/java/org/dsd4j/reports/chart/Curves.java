package org.dsd4j.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.dsd4j.reports.model.ArmReport;
import org.dsd4j.reports.model.ArmRun;
import org.dsd4j.reports.record.Event;

/**
 * Lines over the steps, from the event logs of one arm.
 *
 * @param seeds a line for each seed: values by global step
 * @param mean the mean of the seeds that have a value at that step
 */
record Curves(List<SortedMap<Long, Double>> seeds, SortedMap<Long, Double> mean) {
  /** More points than pixels only make the file larger. */
  private static final int MOST_POINTS = 240;

  static Curves loss(ArmReport arm) {
    return of(
        arm,
        event ->
            event instanceof Event.Step step ? Map.of(step.globalStep(), step.loss()) : Map.of());
  }

  static Curves validation(ArmReport arm, String metric) {
    return of(
        arm,
        event ->
            event instanceof Event.Evaluation evaluation
                    && evaluation.split().equals("validation")
                    && evaluation.metrics().containsKey(metric)
                ? Map.of(evaluation.globalStep(), evaluation.metrics().get(metric))
                : Map.of());
  }

  private static Curves of(ArmReport arm, Function<Event, Map<Long, Double>> point) {
    List<SortedMap<Long, Double>> seeds = new ArrayList<>();
    for (ArmRun run : arm.runs()) {
      SortedMap<Long, Double> line = new TreeMap<>();
      run.record()
          .ifPresent(record -> record.events().forEach(event -> line.putAll(point.apply(event))));
      line.values().removeIf(value -> !Double.isFinite(value));
      if (!line.isEmpty()) {
        seeds.add(thin(line));
      }
    }
    return new Curves(seeds, mean(seeds));
  }

  /** Means over neighbours, so that a long run keeps its shape in a few hundred points. */
  private static SortedMap<Long, Double> thin(SortedMap<Long, Double> line) {
    int stride = (line.size() + MOST_POINTS - 1) / MOST_POINTS;
    if (stride <= 1) {
      return line;
    }
    SortedMap<Long, Double> thinned = new TreeMap<>();
    double sum = 0;
    int count = 0;
    for (Map.Entry<Long, Double> point : line.entrySet()) {
      sum += point.getValue();
      count++;
      if (count == stride || point.getKey().equals(line.lastKey())) {
        thinned.put(point.getKey(), sum / count);
        sum = 0;
        count = 0;
      }
    }
    return thinned;
  }

  private static SortedMap<Long, Double> mean(List<SortedMap<Long, Double>> seeds) {
    SortedMap<Long, List<Double>> values = new TreeMap<>();
    for (SortedMap<Long, Double> seed : seeds) {
      seed.forEach(
          (step, value) -> values.computeIfAbsent(step, s -> new ArrayList<>()).add(value));
    }
    SortedMap<Long, Double> mean = new TreeMap<>();
    values.forEach(
        (step, all) -> mean.put(step, all.stream().mapToDouble(v -> v).average().orElseThrow()));
    return mean;
  }
}
