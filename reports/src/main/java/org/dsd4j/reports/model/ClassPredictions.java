package org.dsd4j.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.dsd4j.reports.store.Prediction;
import org.dsd4j.reports.store.StoreException;

/**
 * The predictions of a row's measured runs, all over the same examples: the bootstrap draws the
 * same examples in each of them.
 */
final class ClassPredictions {
  private ClassPredictions() {}

  /** By arm, then by seed: the predictions by position in the test split. */
  static Map<String, Map<Long, List<Prediction>>> read(
      List<ArmReport> arms, List<String> problems) {
    Map<String, Map<Long, List<Prediction>>> byArm = new LinkedHashMap<>();
    List<List<Prediction>> first = new ArrayList<>();
    for (ArmReport arm : arms) {
      for (ArmRun run : arm.runs()) {
        List<Prediction> predictions = predictions(run, problems);
        if (predictions.isEmpty()) {
          continue;
        }
        if (first.isEmpty()) {
          first.add(predictions);
        }
        if (examples(first.get(0)).equals(examples(predictions))) {
          byArm.computeIfAbsent(arm.arm(), a -> new TreeMap<>()).put(run.seed(), predictions);
        } else {
          problems.add(
              run.record().orElseThrow().place().path()
                  + " has predictions of other examples than the first run of its row: they are"
                  + " left out of the intervals");
        }
      }
    }
    return byArm;
  }

  private static List<Prediction> predictions(ArmRun run, List<String> problems) {
    if (run.status() != ArmRun.Status.MEASURED) {
      return List.of();
    }
    try {
      return run.record().orElseThrow().predictions().stream()
          .sorted(Comparator.comparingLong(Prediction::example))
          .toList();
    } catch (StoreException e) {
      problems.add(e.getMessage());
      return List.of();
    }
  }

  /** Without what was said. */
  private static List<Prediction> examples(List<Prediction> predictions) {
    return predictions.stream()
        .map(p -> new Prediction(p.example(), p.label(), 0, OptionalInt.empty()))
        .toList();
  }
}
