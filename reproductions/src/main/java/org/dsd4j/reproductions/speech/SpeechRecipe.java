package org.dsd4j.reproductions.speech;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.speech.Spectrogram;
import org.dsd4j.reproductions.row.PlanWords;

/**
 * How a speech network is trained at one scale.
 *
 * @param size of the network
 * @param pooled how many neighbouring bins of the spectrogram become one
 * @param solver what trains it
 * @param plan the plan of the DSD arm
 * @param reasons why a setting differs from that at the paper's scale, by the name of the setting
 */
record SpeechRecipe(
    Size size, int pooled, Solver solver, DsdPlan plan, Map<String, String> reasons) {
  SpeechRecipe {
    reasons = Map.copyOf(reasons);
  }

  /**
   * How large the network is.
   *
   * @param width units of a layer
   * @param channels of the convolutions; 0 where there are none
   * @param stride frames of the spectrogram that one frame of the output stands for
   */
  record Size(int width, int channels, int stride) {}

  /**
   * What trains the network: stochastic gradient descent in Nesterov's form.
   *
   * @param batch utterances in a batch
   * @param momentum the share of the velocity that stays
   * @param largestNorm the bound of the gradients' norm
   */
  record Solver(int batch, double momentum, double largestNorm) {}

  SpeechRecipe with(DsdPlan newPlan) {
    return new SpeechRecipe(size, pooled, solver, newPlan, reasons);
  }

  SpeechRecipe with(Size newSize) {
    return new SpeechRecipe(newSize, pooled, solver, plan, reasons);
  }

  SpeechRecipe with(Solver newSolver) {
    return new SpeechRecipe(size, pooled, newSolver, plan, reasons);
  }

  SpeechRecipe pooling(int bins) {
    return new SpeechRecipe(size, bins, solver, plan, reasons);
  }

  SpeechRecipe because(String setting, String reason) {
    Map<String, String> more = new HashMap<>(reasons);
    more.put(setting, reason);
    return new SpeechRecipe(size, pooled, solver, plan, more);
  }

  /** Why a setting differs from the paper's. */
  Optional<String> reason(String setting) {
    return Optional.ofNullable(reasons.get(setting));
  }

  int bins() {
    return Spectrograms.bins(pooled);
  }

  /** The settings in words, so that two recipes can be compared. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("width", size.width + " units of a layer");
    if (size.channels > 0) {
      words.put("channels", size.channels + " of each convolution");
    }
    words.put("stride in time", Integer.toString(size.stride));
    words.put(
        "spectrogram",
        Spectrogram.BINS
            + " bins of 50 Hz, 20 ms every 10 ms"
            + (pooled == 1 ? "" : ", the mean of every " + pooled + ": " + bins()));
    words.put("epochs", PlanWords.epochs(plan, solver.batch));
    words.put("learning rate", PlanWords.rates(plan));
    words.put("batch", Integer.toString(solver.batch));
    words.put("momentum", "Nesterov, " + PlanWords.decimal(solver.momentum));
    words.put("gradient clipping", "norm to " + PlanWords.decimal(solver.largestNorm));
    words.put("sparsity", PlanWords.sparsity(plan));
    return words;
  }
}
