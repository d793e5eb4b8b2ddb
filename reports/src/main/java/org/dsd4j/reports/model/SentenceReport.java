package org.dsd4j.reports.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.reports.metric.WordErrors;
import org.dsd4j.reports.record.Arms;
import org.dsd4j.reports.record.Metric;
import org.dsd4j.reports.statistics.Interval;
import org.dsd4j.reports.store.ExamplePicture;

/**
 * The evaluation of a row's sentences, beyond its figures.
 *
 * @param examples sentences of the test split
 * @param mostReferences the most references of one sentence
 * @param scores the row's metrics that can be scored anew from sentences, in the row's order
 * @param utterances the word errors of each example, arm and seed of a speech row; else empty
 * @param shown examples with a picture; may be empty
 * @param shownSeed the seed whose sentences are shown
 * @param constants what one and the same sentence for every example would score, in words
 */
public record SentenceReport(
    int examples,
    int mostReferences,
    List<Score> scores,
    List<Utterance> utterances,
    List<Shown> shown,
    long shownSeed,
    List<String> constants) {
  /** Copies the lists. */
  public SentenceReport {
    constants = List.copyOf(constants);
    scores = List.copyOf(scores);
    utterances = List.copyOf(utterances);
    shown = List.copyOf(shown);
  }

  /**
   * The score of a metric.
   *
   * @param metricId its id
   * @return empty when it cannot be computed from sentences
   */
  public Optional<Score> score(String metricId) {
    return scores.stream().filter(score -> score.metric().id().equals(metricId)).findFirst();
  }

  /**
   * A mean over seeds with its interval over the examples of the test split.
   *
   * @param mean over the seeds
   * @param interval 95 % percentile interval of the bootstrap
   * @param seeds how many
   */
  public record Estimate(double mean, Interval interval, int seeds) {}

  /**
   * One metric.
   *
   * @param metric the metric
   * @param examples how many sentences it is over: those of its test set
   * @param arms the metric of each arm that kept its sentences
   * @param gains of each arm over the row's reference, paired by seed; positive is better
   */
  public record Score(
      Metric metric, int examples, Map<String, Estimate> arms, Map<String, Estimate> gains) {
    /** Copies the maps into the order of the tables. */
    public Score {
      arms = sorted(arms);
      gains = sorted(gains);
    }

    private static Map<String, Estimate> sorted(Map<String, Estimate> byArm) {
      TreeMap<String, Estimate> sorted = new TreeMap<>(Arms.ORDER);
      sorted.putAll(byArm);
      return Collections.unmodifiableMap(sorted);
    }
  }

  /**
   * What one run got wrong in one example.
   *
   * @param arm the run's arm
   * @param seed its seed
   * @param set the example's test set; may be empty
   * @param example its position in the test split
   * @param name its name in the corpus
   * @param errors its word errors
   */
  public record Utterance(
      String arm, long seed, String set, long example, String name, WordErrors errors) {}

  /**
   * An example to look at.
   *
   * @param picture what was to be described
   * @param name its name in the corpus
   * @param references the references
   * @param said what each arm says; arms without sentences are left out
   */
  public record Shown(
      ExamplePicture picture, String name, List<String> references, Map<String, String> said) {
    /** Copies the collections. */
    public Shown {
      references = List.copyOf(references);
      said = Map.copyOf(said);
    }
  }
}
