package org.dsd4j.reports.model;

import java.nio.file.Path;
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
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.dsd4j.reports.metric.CountedScores;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.metric.WordAlignment;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.statistics.ResampledCounts;
import org.dsd4j.reports.store.ExamplePicture;
import org.dsd4j.reports.store.SentencePrediction;

/** Scores a row's sentences anew and chooses what to show of them. */
final class SentenceBuilder {
  /** More pictures than people look at only make the page heavy. */
  private static final int MOST_SHOWN = 12;

  private static final int MOST_ALIGNED = 8;

  /** A figure of the run and of its sentences that are further apart are not of the same words. */
  private static final double ROUNDING = 0.005;

  private final List<ArmReport> arms;
  private final Roles roles;
  private final Sentences sentences;
  private final List<String> problems;
  private final Set<String> named = new HashSet<>();

  private SentenceBuilder(
      List<ArmReport> arms, Roles roles, Sentences sentences, List<String> problems) {
    this.arms = arms;
    this.roles = roles;
    this.sentences = sentences;
    this.problems = problems;
  }

  /** Empty when no run kept sentences; what cannot be used becomes a line in the problems. */
  static Optional<SentenceReport> of(
      List<ArmReport> arms,
      Roles roles,
      List<Metric> metrics,
      Path rowFolder,
      List<String> problems) {
    Sentences sentences = Sentences.read(arms);
    problems.addAll(sentences.problems());
    return sentences
        .any()
        .map(
            any ->
                new SentenceBuilder(arms, roles, sentences, problems)
                    .build(any, metrics, rowFolder));
  }

  private SentenceReport build(List<SentencePrediction> any, List<Metric> metrics, Path rowFolder) {
    List<SentenceReport.Score> scores = scores(any, metrics);
    boolean speech =
        metrics.stream().anyMatch(m -> SpeechMetrics.setOfWer(m.id()).isPresent())
            && any.stream().allMatch(sentence -> sentence.references().size() == 1);
    long seed = sentences.seedOf(shownArms());
    return new SentenceReport(
        any.size(),
        any.stream().mapToInt(sentence -> sentence.references().size()).max().orElseThrow(),
        scores,
        speech ? utterances() : List.of(),
        shown(any, rowFolder, seed, speech ? MOST_ALIGNED : MOST_SHOWN),
        seed,
        arms.stream()
            .map(arm -> arm.notes(ArmResult.WITHOUT_LOOKING))
            .filter(notes -> !notes.isEmpty())
            .findFirst()
            .orElse(List.of()));
  }

  private List<SentenceReport.Score> scores(List<SentencePrediction> any, List<Metric> metrics) {
    List<SentenceReport.Score> scores = new ArrayList<>();
    for (CountedScores family : CountedScores.ALL) {
      List<Metric> own = metrics.stream().filter(metric -> family.has(metric.id())).toList();
      try {
        scores.addAll(scores(any, own, family));
      } catch (IllegalArgumentException e) {
        problems.add("sentences cannot be scored anew: " + e.getMessage());
      }
    }
    return scores;
  }

  /** Metrics over the same sentences share what is drawn. */
  private List<SentenceReport.Score> scores(
      List<SentencePrediction> any, List<Metric> metrics, CountedScores family) {
    List<SentenceReport.Score> scores = new ArrayList<>();
    Map<Set<String>, Map<String, Map<Long, ResampledCounts>>> drawn = new HashMap<>();
    for (Metric metric : metrics) {
      Set<String> sets =
          any.stream()
              .map(SentencePrediction::set)
              .filter(set -> family.counts(metric.id(), set))
              .collect(Collectors.toSet());
      if (!sets.isEmpty()) {
        scores.add(score(metric, family, drawn.computeIfAbsent(sets, s -> draw(family, s))));
      }
    }
    return scores;
  }

  private Map<String, Map<Long, ResampledCounts>> draw(CountedScores family, Set<String> sets) {
    Map<String, Map<Long, ResampledCounts>> drawn = new LinkedHashMap<>();
    sentences
        .byArm()
        .forEach(
            (arm, seeds) -> {
              Map<Long, ResampledCounts> runs = new TreeMap<>();
              seeds.forEach(
                  (seed, said) -> runs.put(seed, ResampledCounts.of(count(family, sets, said))));
              drawn.put(arm, runs);
            });
    return drawn;
  }

  private static List<long[]> count(
      CountedScores family, Set<String> sets, List<SentencePrediction> said) {
    return said.stream()
        .filter(one -> sets.contains(one.set()))
        .map(one -> family.count(one.hypothesis(), one.references()))
        .toList();
  }

  private SentenceReport.Score score(
      Metric metric, CountedScores family, Map<String, Map<Long, ResampledCounts>> drawn) {
    ToDoubleFunction<long[]> score = sum -> family.score(metric.id(), sum);
    Map<String, SentenceReport.Estimate> own = new LinkedHashMap<>();
    Map<String, SentenceReport.Estimate> gains = new LinkedHashMap<>();
    Map<Long, ResampledCounts> baseline = drawn.getOrDefault(roles.reference(), Map.of());
    drawn.forEach(
        (arm, runs) -> {
          checkFigures(metric, arm, runs, score);
          own.put(arm, estimate(List.copyOf(runs.values()), score));
          if (!arm.equals(roles.reference())) {
            gain(metric, baseline, runs, score).ifPresent(gain -> gains.put(arm, gain));
          }
        });
    return new SentenceReport.Score(metric, examples(drawn), own, gains);
  }

  private static int examples(Map<String, Map<Long, ResampledCounts>> drawn) {
    return drawn.values().stream()
        .flatMap(runs -> runs.values().stream())
        .mapToInt(ResampledCounts::examples)
        .findFirst()
        .orElse(0);
  }

  private static SentenceReport.Estimate estimate(
      List<ResampledCounts> runs, ToDoubleFunction<long[]> score) {
    double mean = runs.stream().mapToDouble(run -> run.score(score)).average().orElseThrow();
    return new SentenceReport.Estimate(mean, ResampledCounts.interval(runs, score), runs.size());
  }

  private static Optional<SentenceReport.Estimate> gain(
      Metric metric,
      Map<Long, ResampledCounts> baseline,
      Map<Long, ResampledCounts> runs,
      ToDoubleFunction<long[]> score) {
    List<Long> seeds = runs.keySet().stream().filter(baseline::containsKey).toList();
    if (seeds.isEmpty()) {
      return Optional.empty();
    }
    List<ResampledCounts> from = seeds.stream().map(baseline::get).toList();
    List<ResampledCounts> to = seeds.stream().map(runs::get).toList();
    double mean =
        metric
            .direction()
            .improvement(
                from.stream().mapToDouble(run -> run.score(score)).average().orElseThrow(),
                to.stream().mapToDouble(run -> run.score(score)).average().orElseThrow());
    return Optional.of(
        new SentenceReport.Estimate(
            mean,
            ResampledCounts.difference(from, to, score, metric.direction()::improvement),
            seeds.size()));
  }

  /** A figure and an interval of other words must not stand in one cell unsaid. */
  private void checkFigures(
      Metric metric, String arm, Map<Long, ResampledCounts> runs, ToDoubleFunction<long[]> score) {
    ArmReport report = arms.stream().filter(a -> a.arm().equals(arm)).findFirst().orElseThrow();
    Map<Long, Double> figures = report.values(metric.id());
    runs.forEach(
        (seed, run) -> {
          double said = run.score(score);
          double figure = figures.getOrDefault(seed, said);
          // One line for a run is enough: where one figure is another, the others are too.
          if (Math.abs(figure - said) > ROUNDING && named.add(arm + "/" + seed)) {
            problems.add(
                String.format(
                    Locale.ROOT,
                    "%s, seed %d: the result says %s %.4f, the sentences give %.4f: run it again",
                    arm,
                    seed,
                    metric.label(),
                    figure,
                    said));
          }
        });
  }

  private List<SentenceReport.Utterance> utterances() {
    List<SentenceReport.Utterance> utterances = new ArrayList<>();
    sentences
        .byArm()
        .forEach(
            (arm, seeds) ->
                seeds.forEach(
                    (seed, said) ->
                        said.forEach(one -> utterances.add(utterance(arm, seed, one)))));
    return utterances;
  }

  private static SentenceReport.Utterance utterance(String arm, long seed, SentencePrediction one) {
    return new SentenceReport.Utterance(
        arm,
        seed,
        one.set(),
        one.example(),
        one.name(),
        WordAlignment.of(one.references().get(0), one.hypothesis()).errors());
  }

  private List<String> shownArms() {
    return List.of(roles.reference(), roles.sparse(), roles.method());
  }

  private List<SentenceReport.Shown> shown(
      List<SentencePrediction> any, Path rowFolder, long seed, int most) {
    List<SentenceReport.Shown> shown = new ArrayList<>();
    for (ExamplePicture picture : ExamplePicture.read(rowFolder, problems)) {
      any.stream()
          .filter(sentence -> sentence.example() == picture.example())
          .findFirst()
          .ifPresent(sentence -> shown.add(shown(picture, sentence, seed)));
    }
    return shown.subList(0, Math.min(most, shown.size()));
  }

  private SentenceReport.Shown shown(
      ExamplePicture picture, SentencePrediction example, long seed) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String arm : shownArms()) {
      sentences.byArm().getOrDefault(arm, Map.of()).getOrDefault(seed, List.of()).stream()
          .filter(sentence -> sentence.example() == picture.example())
          .findFirst()
          .ifPresent(sentence -> said.put(arm, String.join(" ", sentence.hypothesis())));
    }
    return new SentenceReport.Shown(
        picture,
        example.name(),
        example.references().stream().map(words -> String.join(" ", words)).toList(),
        said);
  }
}
