package org.dsd4j.reproductions.caption;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dsd4j.reproductions.recipe.ReasonedPlan;
import org.dsd4j.reproductions.recipe.Recipe;
import org.dsd4j.reproductions.row.PlanWords;

/**
 * How the caption model is trained at one scale.
 *
 * @param size of the model
 * @param atLeast how often a word must occur to be in the vocabulary
 * @param input the features of a picture
 * @param solver what trains it
 * @param reasoned the plan, and why settings differ from those at the paper's scale
 */
record CaptionRecipe(Size size, int atLeast, Input input, Solver solver, ReasonedPlan reasoned)
    implements Recipe<CaptionRecipe> {

  /**
   * How large the model is.
   *
   * @param width of the image vector, the words and the LSTM
   * @param dropout the rate before and after the LSTM, in [0, 1)
   */
  record Size(int width, double dropout) {}

  /**
   * The features of a picture.
   *
   * @param features what they are, in words
   * @param scaled whether features are scaled as {@link FeatureScale} says
   */
  record Input(String features, boolean scaled) {}

  /**
   * What trains the model: rmsprop.
   *
   * @param batch captions in a batch
   * @param penalty NeuralTalk's regc: the L2 penalty of all matrices, divided by the batch
   * @param clip the largest element of a gradient
   */
  record Solver(int batch, double penalty, double clip) {
    Solver withBatch(int newBatch) {
      return new Solver(newBatch, penalty, clip);
    }
  }

  @Override
  public CaptionRecipe with(ReasonedPlan newReasoned) {
    return new CaptionRecipe(size, atLeast, input, solver, newReasoned);
  }

  CaptionRecipe with(Size newSize) {
    return new CaptionRecipe(newSize, atLeast, input, solver, reasoned);
  }

  CaptionRecipe with(Input newInput) {
    return new CaptionRecipe(size, atLeast, newInput, solver, reasoned);
  }

  @Override
  public CaptionRecipe withWidth(int newWidth) {
    return with(new Size(newWidth, size.dropout()));
  }

  CaptionRecipe withBatch(int newBatch) {
    return new CaptionRecipe(size, atLeast, input, solver.withBatch(newBatch), reasoned);
  }

  @Override
  public int batch() {
    return solver.batch();
  }

  @Override
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("image features", input.features());
    words.put(
        "scale of the features",
        input.scaled() ? "mean 0, one deviation, length 1" : "as they are");
    words.put(WIDTH, size.width() + " for image vector, words and LSTM");
    words.put("dropout", PlanWords.decimal(size.dropout()));
    words.putAll(scheduleWords());
    words.put("L2 penalty", PlanWords.decimal(solver.penalty()) + " / batch");
    words.put("gradient clipping", "each element to " + PlanWords.decimal(solver.clip()));
    words.put(SPARSITY, PlanWords.sparsity(plan()));
    words.put("vocabulary", "words seen at least " + atLeast + " times");
    return words;
  }
}
