package org.dsd4j.reproductions.image;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsd4j.api.Budget;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.api.Phase;
import org.dsd4j.api.pruning.Allocation;

/** Says a recipe in words, setting by setting, so that two recipes can be compared. */
final class RecipeWords {
  private RecipeWords() {}

  static Map<String, String> of(Recipe recipe, String stem, String dropout) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("image size", recipe.side() + " pixels");
    words.put("width", recipe.width() + " channels in the first convolution");
    words.put("stem", stem);
    words.put("dropout", recipe.dropout() ? dropout : "none");
    words.put("epochs", epochs(recipe));
    words.put("learning rate", rates(recipe.plan()));
    words.put("batch", Integer.toString(recipe.batch()));
    words.put("momentum", decimal(recipe.momentum()));
    words.put("weight decay", decimal(recipe.weightDecay()));
    words.put("sparsity", sparsity(recipe.plan()));
    words.put("augmentation", recipe.pictures().words());
    return words;
  }

  private static String epochs(Recipe recipe) {
    return recipe.plan().phases().stream()
        .map(phase -> budget(phase.budget(), recipe.batch()) + " " + phase.name())
        .collect(Collectors.joining(", "));
  }

  private static String budget(Budget budget, int batch) {
    if (budget instanceof Budget.Epochs epochs) {
      return decimal(epochs.value());
    }
    long steps = ((Budget.Steps) budget).value();
    if (steps == 0) {
      return "0 (given)";
    }
    return String.format(Locale.ROOT, "%,d steps of %d", steps, batch);
  }

  private static String rates(DsdPlan plan) {
    List<Phase> phases = plan.phases();
    List<String> decays = phases.stream().map(phase -> phase.rate().describe()).distinct().toList();
    if (decays.size() == 1) {
      String bases =
          phases.stream()
              .map(phase -> decimal(phase.rate().base()))
              .collect(Collectors.joining(", "));
      return bases + "; " + decays.get(0);
    }
    return phases.stream()
        .map(phase -> decimal(phase.rate().base()) + " (" + phase.rate().describe() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String sparsity(DsdPlan plan) {
    return plan.phases().stream()
        .filter(Phase.Sparse.class::isInstance)
        .map(phase -> ((Phase.Sparse) phase).pruning().allocation())
        .map(
            allocation ->
                allocation instanceof Allocation.PerLayer perLayer
                    ? perLayer.sparsity() + " of each layer"
                    : allocation.toString())
        .collect(Collectors.joining(", "));
  }

  /** At most four digits, without an exponent, such as 0.0005. */
  static String decimal(double value) {
    return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
