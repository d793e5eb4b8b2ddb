package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.metric.WordAlignment;
import org.dsd4j.reports.record.ArmResult;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.record.Roles;
import org.dsd4j.reports.store.ExamplePicture;
import org.dsd4j.reports.store.RowPath;
import org.dsd4j.reports.store.SentencePrediction;

/** Scores a row's sentences anew and chooses what to show of them. */
final class SentenceBuilder {
  /** More pictures would only make the page heavy. */
  private static final int MOST_SHOWN = 12;

  private static final int MOST_ALIGNED = 8;

  private final List<ArmReport> arms;
  private final Roles roles;
  private final Sentences sentences;
  private final List<String> problems;

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
      Sentences sentences,
      List<ExampleRuns> scores,
      List<Metric> metrics,
      RowPath folder,
      List<String> problems) {
    return sentences
        .any()
        .map(
            any ->
                new SentenceBuilder(arms, roles, sentences, problems)
                    .build(any, scores, metrics, folder));
  }

  private SentenceReport build(
      List<SentencePrediction> any,
      List<ExampleRuns> scores,
      List<Metric> metrics,
      RowPath folder) {
    boolean speech =
        metrics.stream().anyMatch(m -> SpeechMetrics.setOfWer(m.id()).isPresent())
            && any.stream().allMatch(sentence -> sentence.references().size() == 1);
    long seed = sentences.seedOf(shownArms());
    return new SentenceReport(
        any.size(),
        any.stream().mapToInt(sentence -> sentence.references().size()).max().orElseThrow(),
        scores.stream().map(this::score).toList(),
        speech ? utterances() : List.of(),
        shown(any, folder, seed, speech ? MOST_ALIGNED : MOST_SHOWN),
        seed,
        arms.stream()
            .map(arm -> arm.notes(ArmResult.WITHOUT_LOOKING))
            .filter(notes -> !notes.isEmpty())
            .findFirst()
            .orElse(List.of()));
  }

  private SentenceReport.Score score(ExampleRuns runs) {
    Map<String, SentenceReport.Estimate> own = new LinkedHashMap<>();
    Map<String, SentenceReport.Estimate> gains = new LinkedHashMap<>();
    for (String arm : runs.byArm().keySet()) {
      own.put(arm, runs.estimate(arm));
      if (!arm.equals(roles.reference())) {
        runs.gain(arm, roles.reference(), runs.common(arm, roles.reference()))
            .ifPresent(gain -> gains.put(arm, gain));
      }
    }
    return new SentenceReport.Score(runs.metric(), runs.examples(), own, gains);
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
      List<SentencePrediction> any, RowPath folder, long seed, int most) {
    List<SentenceReport.Shown> shown = new ArrayList<>();
    Map<Long, SentencePrediction> said = new HashMap<>();
    any.forEach(sentence -> said.put(sentence.example(), sentence));
    for (ExamplePicture picture : ExamplePicture.read(folder, said::containsKey, most, problems)) {
      shown.add(shown(picture, said.get(picture.example()), seed));
    }
    return shown;
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
