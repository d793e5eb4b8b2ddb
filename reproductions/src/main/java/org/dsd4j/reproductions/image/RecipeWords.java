package org.dsd4j.reproductions.image;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dsd4j.reproductions.row.PlanWords;

/** Says a recipe in words, setting by setting, so that two recipes can be compared. */
final class RecipeWords {
  private RecipeWords() {}

  static Map<String, String> of(Recipe recipe, String stem, String dropout) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("image size", recipe.side() + " pixels");
    words.put("width", recipe.width() + " channels in the first convolution");
    words.put("stem", stem);
    words.put("dropout", recipe.dropout() ? dropout : "none");
    words.put("epochs", PlanWords.epochs(recipe.plan(), recipe.batch()));
    words.put("learning rate", PlanWords.rates(recipe.plan()));
    words.put("batch", Integer.toString(recipe.batch()));
    words.put("momentum", PlanWords.decimal(recipe.momentum()));
    words.put("weight decay", PlanWords.decimal(recipe.weightDecay()));
    words.put("sparsity", PlanWords.sparsity(recipe.plan()));
    words.put("augmentation", recipe.pictures().words());
    return words;
  }
}
