package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dsd4j.reports.store.SentencePrediction;
import org.dsd4j.reports.store.StoreException;

/**
 * The sentences of a row's measured runs, all over the same examples: the bootstrap draws the same
 * examples in each of them.
 *
 * @param byArm by arm, then by seed: its sentences by position in the test split
 * @param problems files that cannot be used, one line each
 */
record Sentences(Map<String, Map<Long, List<SentencePrediction>>> byArm, List<String> problems) {
  static Sentences read(List<ArmReport> arms) {
    Map<String, Map<Long, List<SentencePrediction>>> byArm = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<List<SentencePrediction>> first = new ArrayList<>();
    for (ArmReport arm : arms) {
      for (ArmRun run : arm.runs()) {
        List<SentencePrediction> sentences = sentences(run, problems);
        if (sentences.isEmpty()) {
          continue;
        }
        if (first.isEmpty()) {
          first.add(sentences);
        }
        if (sameExamples(first.get(0), sentences)) {
          byArm.computeIfAbsent(arm.arm(), a -> new TreeMap<>()).put(run.seed(), sentences);
        } else {
          problems.add(
              run.record().orElseThrow().place().path()
                  + " has sentences of other examples than the first run of its row: they are left"
                  + " out of the intervals");
        }
      }
    }
    return new Sentences(byArm, problems);
  }

  /** Those of any run; all have the same examples and references. */
  Optional<List<SentencePrediction>> any() {
    return byArm.values().stream().flatMap(seeds -> seeds.values().stream()).findFirst();
  }

  /** The seed to look at: the first of those for which the most of these arms have sentences. */
  long seedOf(List<String> arms) {
    Map<Long, Integer> count = new TreeMap<>();
    for (String arm : arms) {
      byArm
          .getOrDefault(arm, Map.of())
          .keySet()
          .forEach(seed -> count.merge(seed, 1, Integer::sum));
    }
    return count.entrySet().stream()
        .max(
            Map.Entry.<Long, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Long, Integer>comparingByKey().reversed()))
        .map(Map.Entry::getKey)
        .orElse(0L);
  }

  private static List<SentencePrediction> sentences(ArmRun run, List<String> problems) {
    if (run.status() != ArmRun.Status.MEASURED) {
      return List.of();
    }
    try {
      return run.record().orElseThrow().sentences().stream()
          .sorted(Comparator.comparingLong(SentencePrediction::example))
          .toList();
    } catch (StoreException e) {
      problems.add(e.getMessage());
      return List.of();
    }
  }

  private static boolean sameExamples(
      List<SentencePrediction> one, List<SentencePrediction> other) {
    return one.stream()
        .map(Sentences::example)
        .toList()
        .equals(other.stream().map(Sentences::example).toList());
  }

  private static SentencePrediction example(SentencePrediction sentence) {
    return new SentencePrediction(
        sentence.example(), sentence.name(), List.of(), sentence.references(), sentence.set());
  }
}
