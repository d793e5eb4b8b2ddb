package org.dsd4j.reproductions.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.reproductions.row.PlanWords;
import org.dsd4j.reproductions.row.Request;

/**
 * How a row is trained at one scale. Recipes are immutable: one recipe is made from another by
 * methods that copy, each change with its reason.
 *
 * @param <R> the recipe itself, so that copies keep its type
 */
public interface Recipe<R extends Recipe<R>> {
  /** The name of the setting in {@link #words()} that the lengths of the phases are. */
  String EPOCHS = "epochs";

  /** The name of the setting in {@link #words()} that the width of the network is. */
  String WIDTH = "width";

  /** The name of the setting in {@link #words()} that the pruned shares are. */
  String SPARSITY = "sparsity";

  /**
   * Returns the plan with the reasons.
   *
   * @return never null
   */
  ReasonedPlan reasoned();

  /**
   * Replaces the plan and the reasons.
   *
   * @param newReasoned the plan with the reasons
   * @return a copy
   */
  R with(ReasonedPlan newReasoned);

  /**
   * Replaces the width of the network.
   *
   * @param newWidth in the units of the row, at least 1
   * @return a copy
   */
  R withWidth(int newWidth);

  /**
   * Returns the examples in a batch.
   *
   * @return at least 1
   */
  int batch();

  /**
   * Describes the settings in words, so that two recipes can be compared.
   *
   * @return the words by the name of the setting, in the order in which differences are listed
   */
  Map<String, String> words();

  /**
   * Describes the schedule, which every recipe has in {@link #words()}: the lengths and rates of
   * the phases, and the batch.
   *
   * @return the words by the name of the setting, in order
   */
  default Map<String, String> scheduleWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(EPOCHS, PlanWords.epochs(plan(), batch()));
    words.put("learning rate", PlanWords.rates(plan()));
    words.put("batch", Integer.toString(batch()));
    return words;
  }

  /**
   * Returns the plan of the DSD arm.
   *
   * @return never null
   */
  default DsdPlan plan() {
    return reasoned().plan();
  }

  /**
   * Returns why a setting differs from the paper's.
   *
   * @param setting the name of the setting
   * @return the reason; empty when there is none
   */
  default Optional<String> reason(String setting) {
    return reasoned().reason(setting);
  }

  /**
   * Replaces the plan.
   *
   * @param newPlan the plan of the DSD arm
   * @return a copy
   */
  default R with(DsdPlan newPlan) {
    return with(reasoned().with(newPlan));
  }

  /**
   * Adds or replaces a reason.
   *
   * @param setting the name of the setting
   * @param reason why it differs from the paper's
   * @return a copy
   */
  default R because(String setting, String reason) {
    return with(reasoned().because(setting, reason));
  }

  /**
   * Changes what the user may change of every recipe: the lengths of the phases and the width.
   *
   * @param request the scale and what goes with it
   * @return a copy, with the user's wish as the reason
   */
  default R requested(Request request) {
    R changed = with(plan().scaledBudgets(request.epochsFactor()));
    if (request.width().isPresent()) {
      changed =
          changed.withWidth(request.width().getAsInt()).because(WIDTH, "asked for with --width");
    }
    Optional<String> whyEpochs = request.whyEpochs(reason(EPOCHS));
    return whyEpochs.isPresent() ? changed.because(EPOCHS, whyEpochs.get()) : changed;
  }
}
