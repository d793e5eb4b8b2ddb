package org.dsd4j.reproductions.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.LearningRate;
import org.dsd4j.api.Phase;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.row.Request;
import org.dsd4j.reproductions.row.RowSettings;
import org.dsd4j.reproductions.row.Scale;
import org.junit.jupiter.api.Test;

class RecipeTest {
  /** The least that a recipe can be. */
  private record Small(int width, ReasonedPlan reasoned) implements Recipe<Small> {
    @Override
    public Small with(ReasonedPlan newReasoned) {
      return new Small(width, newReasoned);
    }

    @Override
    public Small withWidth(int newWidth) {
      return new Small(newWidth, reasoned);
    }

    @Override
    public int batch() {
      return 10;
    }

    @Override
    public Map<String, String> words() {
      Map<String, String> words = new LinkedHashMap<>(scheduleWords());
      words.put(WIDTH, Integer.toString(width));
      return words;
    }
  }

  private static final Small PAPER =
      new Small(
          64,
          ReasonedPlan.of(
              DsdPlan.of(new Phase.Dense("dense", Budget.epochs(4), LearningRate.constant(0.1)))));

  @Test
  void theUsersWishIsTheReason() {
    Request request =
        Request.of(Scale.EMBEDDED)
            .with(RowSettings.WIDTH, Optional.of(8))
            .with(RowSettings.EPOCHS_FACTOR, 0.5);
    Small changed = PAPER.because(Recipe.EPOCHS, "short").requested(request);
    assertEquals(8, changed.width());
    assertEquals("2 dense", changed.words().get(Recipe.EPOCHS));
    assertEquals(Optional.of("asked for with --width"), changed.reason(Recipe.WIDTH));
    assertEquals(
        Optional.of("asked for with --epochs-factor 0.5; short"), changed.reason(Recipe.EPOCHS));
    assertEquals(PAPER, PAPER.requested(Request.of(Scale.PAPER)));
  }

  @Test
  void aDifferenceWithoutAReasonIsAnError() {
    Small wide = PAPER.withWidth(128);
    assertThrows(IllegalStateException.class, () -> differences(wide));
    assertEquals(
        List.of(new Deviation("width", "64", "128", "more is more")),
        differences(wide.because(Recipe.WIDTH, "more is more")));
  }

  private static List<Deviation> differences(Small here) {
    return Differences.between("small", PAPER.words(), here.words(), here::reason);
  }
}
