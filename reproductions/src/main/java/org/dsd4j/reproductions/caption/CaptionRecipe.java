package org.dsd4j.reproductions.caption;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.reproductions.row.PlanWords;

/**
 * How the caption model is trained at one scale.
 *
 * @param width of the image vector, the words and the LSTM
 * @param dropout the rate before and after the LSTM, in [0, 1)
 * @param batch captions in a batch
 * @param penalty NeuralTalk's regc: the L2 penalty of all matrices, divided by the batch
 * @param clip the largest element of a gradient
 * @param atLeast how often a word must occur to be in the vocabulary
 * @param plan the plan of the DSD arm
 * @param features what the model sees of a picture, in words
 * @param scaled whether features are scaled as {@link FeatureScale} says
 * @param reasons why a setting differs from that at the paper's scale, by the name of the setting
 */
record CaptionRecipe(
    int width,
    double dropout,
    int batch,
    double penalty,
    double clip,
    int atLeast,
    DsdPlan plan,
    String features,
    boolean scaled,
    Map<String, String> reasons) {
  CaptionRecipe {
    reasons = Map.copyOf(reasons);
  }

  CaptionRecipe with(DsdPlan newPlan) {
    return new CaptionRecipe(
        width, dropout, batch, penalty, clip, atLeast, newPlan, features, scaled, reasons);
  }

  CaptionRecipe withWidth(int newWidth) {
    return new CaptionRecipe(
        newWidth, dropout, batch, penalty, clip, atLeast, plan, features, scaled, reasons);
  }

  CaptionRecipe withBatch(int newBatch) {
    return new CaptionRecipe(
        width, dropout, newBatch, penalty, clip, atLeast, plan, features, scaled, reasons);
  }

  CaptionRecipe withDropout(double rate) {
    return new CaptionRecipe(
        width, rate, batch, penalty, clip, atLeast, plan, features, scaled, reasons);
  }

  CaptionRecipe seeing(String newFeatures, boolean scaledToo) {
    return new CaptionRecipe(
        width, dropout, batch, penalty, clip, atLeast, plan, newFeatures, scaledToo, reasons);
  }

  CaptionRecipe because(String setting, String reason) {
    Map<String, String> more = new HashMap<>(reasons);
    more.put(setting, reason);
    return new CaptionRecipe(
        width, dropout, batch, penalty, clip, atLeast, plan, features, scaled, more);
  }

  /** Why a setting differs from the paper's. */
  Optional<String> reason(String setting) {
    return Optional.ofNullable(reasons.get(setting));
  }

  /** The settings in words, so that two recipes can be compared. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("image features", features);
    words.put("scale of the features", scaled ? "mean 0, one deviation, length 1" : "as they are");
    words.put("width", width + " for image vector, words and LSTM");
    words.put("dropout", PlanWords.decimal(dropout));
    words.put("epochs", PlanWords.epochs(plan, batch));
    words.put("learning rate", PlanWords.rates(plan));
    words.put("batch", Integer.toString(batch));
    words.put("L2 penalty", PlanWords.decimal(penalty) + " / batch");
    words.put("gradient clipping", "each element to " + PlanWords.decimal(clip));
    words.put("sparsity", PlanWords.sparsity(plan));
    words.put("vocabulary", "words seen at least " + atLeast + " times");
    return words;
  }
}
