package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dsd4j.reports.metric.ClassErrors;
import org.dsd4j.reports.metric.CountedScores;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.ResampledCounts;
import org.dsd4j.reports.store.Prediction;
import org.dsd4j.reports.store.SentencePrediction;

/**
 * Scores a row's metrics anew from what its runs said of each example, in classes or in words, and
 * draws the examples again for the intervals over the test split.
 */
final class ExampleScores {
  /** Both are computed from the same counts: a share further apart is more than rounding. */
  private static final double ROUNDING = 1e-9;

  private final List<ArmReport> arms;
  private final List<String> problems;
  private final Set<String> named = new HashSet<>();
  private final List<ExampleRuns> scores = new ArrayList<>();

  private ExampleScores(List<ArmReport> arms, List<String> problems) {
    this.arms = arms;
    this.problems = problems;
  }

  /** What cannot be used becomes a line in the problems. */
  static List<ExampleRuns> of(
      List<ArmReport> arms, Sentences sentences, List<Metric> metrics, List<String> problems) {
    ExampleScores scores = new ExampleScores(arms, problems);
    sentences.any().ifPresent(any -> scores.sentences(any, sentences, metrics));
    scores.classes(metrics.stream().filter(metric -> ClassErrors.has(metric.id())).toList());
    return List.copyOf(scores.scores);
  }

  /** The metrics share what is drawn; each has the runs whose predictions tell it. */
  private void classes(List<Metric> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    Map<String, Map<Long, List<Prediction>>> said = ClassPredictions.read(arms, problems);
    Map<String, Map<Long, ResampledCounts>> drawn = draw(said, ExampleScores::countClasses);
    for (Metric metric : metrics) {
      Map<String, Map<Long, ResampledCounts>> told = told(metric, said, drawn);
      if (!told.isEmpty()) {
        add(new ExampleRuns(metric, sum -> ClassErrors.rate(metric.id(), sum), told));
      }
    }
  }

  private static Map<String, Map<Long, ResampledCounts>> told(
      Metric metric,
      Map<String, Map<Long, List<Prediction>>> said,
      Map<String, Map<Long, ResampledCounts>> drawn) {
    Map<String, Map<Long, ResampledCounts>> told = new LinkedHashMap<>();
    drawn.forEach(
        (arm, runs) ->
            runs.forEach(
                (seed, run) -> {
                  List<Prediction> predictions = said.get(arm).get(seed);
                  if (predictions.stream().allMatch(p -> ClassErrors.supports(metric.id(), p))) {
                    told.computeIfAbsent(arm, a -> new TreeMap<>()).put(seed, run);
                  }
                }));
    return told;
  }

  private static List<long[]> countClasses(List<Prediction> said) {
    return said.stream().map(ClassErrors::count).toList();
  }

  private void sentences(List<SentencePrediction> any, Sentences said, List<Metric> metrics) {
    for (CountedScores family : CountedScores.ALL) {
      List<Metric> own = metrics.stream().filter(metric -> family.has(metric.id())).toList();
      try {
        family(any, said, own, family).forEach(this::add);
      } catch (IllegalArgumentException e) {
        problems.add("sentences cannot be scored anew: " + e.getMessage());
      }
    }
  }

  /** Metrics over the same sentences share what is drawn. */
  private static List<ExampleRuns> family(
      List<SentencePrediction> any, Sentences said, List<Metric> metrics, CountedScores family) {
    List<ExampleRuns> runs = new ArrayList<>();
    Map<Set<String>, Map<String, Map<Long, ResampledCounts>>> drawn = new HashMap<>();
    for (Metric metric : metrics) {
      Set<String> sets =
          any.stream()
              .map(SentencePrediction::set)
              .filter(set -> family.counts(metric.id(), set))
              .collect(Collectors.toSet());
      if (!sets.isEmpty()) {
        runs.add(
            new ExampleRuns(
                metric,
                sum -> family.score(metric.id(), sum),
                drawn.computeIfAbsent(
                    sets, s -> draw(said.byArm(), one -> count(family, s, one)))));
      }
    }
    return runs;
  }

  private static List<long[]> count(
      CountedScores family, Set<String> sets, List<SentencePrediction> said) {
    return said.stream()
        .filter(one -> sets.contains(one.set()))
        .map(one -> family.count(one.hypothesis(), one.references()))
        .toList();
  }

  private static <T> Map<String, Map<Long, ResampledCounts>> draw(
      Map<String, Map<Long, List<T>>> said, Function<List<T>, List<long[]>> count) {
    List<List<long[]>> counts = new ArrayList<>();
    said.values().forEach(seeds -> seeds.values().forEach(one -> counts.add(count.apply(one))));
    List<ResampledCounts> all = ResampledCounts.ofAll(counts);
    Map<String, Map<Long, ResampledCounts>> drawn = new LinkedHashMap<>();
    int next = 0;
    for (Map.Entry<String, Map<Long, List<T>>> arm : said.entrySet()) {
      Map<Long, ResampledCounts> runs = new TreeMap<>();
      for (long seed : arm.getValue().keySet()) {
        runs.put(seed, all.get(next++));
      }
      drawn.put(arm.getKey(), runs);
    }
    return drawn;
  }

  private void add(ExampleRuns runs) {
    runs.byArm().keySet().forEach(arm -> checkFigures(runs, arm));
    scores.add(runs);
  }

  /** A figure and an interval of other examples must not stand in one line unsaid. */
  private void checkFigures(ExampleRuns runs, String arm) {
    ArmReport report = arms.stream().filter(a -> a.arm().equals(arm)).findFirst().orElseThrow();
    Map<Long, Double> figures = report.values(runs.metric().id());
    runs.byArm()
        .get(arm)
        .forEach(
            (seed, run) -> {
              double said = run.score(runs.score());
              double figure = Optional.ofNullable(figures.get(seed)).orElse(said);
              // One line for a run is enough: where one figure is another, the others are too.
              if (!isSame(figure, said) && named.add(arm + "/" + seed)) {
                problems.add(differs(runs.metric(), arm, seed, figure, said));
              }
            });
  }

  /** Also false where one of them is no number. */
  private static boolean isSame(double figure, double said) {
    return Math.abs(figure - said) <= ROUNDING * Math.max(1, Math.abs(said));
  }

  private static String differs(Metric metric, String arm, long seed, double figure, double said) {
    String digits = Math.abs(figure - said) < 1e-3 ? "%.10f" : "%.4f";
    return String.format(
        Locale.ROOT,
        "%s, seed %d: the result says %s " + digits + ", the %s give " + digits + ": run it again",
        arm,
        seed,
        metric.label(),
        figure,
        ClassErrors.has(metric.id()) ? "predictions" : "sentences",
        said);
  }
}
