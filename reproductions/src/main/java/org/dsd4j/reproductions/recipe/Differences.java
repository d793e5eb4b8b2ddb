package org.dsd4j.reproductions.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dsd4j.reports.record.Deviation;

/** What differs between the paper's recipe and another one: each difference needs a reason. */
final class Differences {
  private Differences() {}

  /**
   * Compares two recipes.
   *
   * @param row the id of the row, for the error
   * @param paper the paper's settings in words
   * @param here the settings in words, in the order in which differences are listed
   * @param reason why a setting differs
   * @return one deviation for each setting of {@code here} that the paper has otherwise
   * @throws IllegalStateException when a setting differs and there is no reason
   */
  static List<Deviation> between(
      String row,
      Map<String, String> paper,
      Map<String, String> here,
      Function<String, Optional<String>> reason) {
    List<Deviation> deviations = new ArrayList<>();
    here.forEach(
        (setting, value) -> {
          if (!value.equals(paper.get(setting))) {
            String why =
                reason
                    .apply(setting)
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                row
                                    + ": "
                                    + setting
                                    + " differs from the paper and has no reason"));
            deviations.add(new Deviation(setting, paper.get(setting), value, why));
          }
        });
    return deviations;
  }
}
