package org.dsd4j.reproductions.speech;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dsd4j.api.DsdPlan;
import org.dsd4j.datasets.speech.Spectrogram;
import org.dsd4j.reproductions.recipe.ReasonedPlan;
import org.dsd4j.reproductions.recipe.Recipe;
import org.dsd4j.reproductions.row.PlanWords;

/**
 * How a speech network is trained at one scale.
 *
 * @param size of the network
 * @param pooled how many neighbouring bins of the spectrogram become one
 * @param solver what trains it
 * @param reasoned the plan, and why settings differ from those at the paper's scale
 */
record SpeechRecipe(Size size, int pooled, Solver solver, ReasonedPlan reasoned)
    implements Recipe<SpeechRecipe> {
  private static final int POOLED_FOR_FEW_STEPS = 4;

  /**
   * How large the network is.
   *
   * @param width units of a layer
   * @param channels of the convolutions; 0 where there are none
   * @param stride frames of the spectrogram that one frame of the output stands for
   */
  record Size(int width, int channels, int stride) {
    Size withWidth(int newWidth) {
      return new Size(newWidth, channels, stride);
    }
  }

  /**
   * What trains the network: stochastic gradient descent in Nesterov's form.
   *
   * @param batch utterances in a batch
   * @param momentum the share of the velocity that stays
   * @param largestNorm the bound of the gradients' norm
   */
  record Solver(int batch, double momentum, double largestNorm) {
    /** That of the paper's scale. */
    static final Solver PAPER = new Solver(20, 0.9, 400);

    /** For higher rates and fewer steps. */
    static final Solver FEW_STEPS = new Solver(20, 0.95, 10);
  }

  /** A recipe of the paper's own scale: the full spectrogram, no reasons needed. */
  static SpeechRecipe paper(Size size, DsdPlan plan) {
    return new SpeechRecipe(size, 1, Solver.PAPER, ReasonedPlan.of(plan));
  }

  /** A smaller network for an hour or so of speech. */
  SpeechRecipe onSmallCorpus(int newWidth) {
    return new SpeechRecipe(size.withWidth(newWidth), pooled, Solver.FEW_STEPS, reasoned)
        .because(WIDTH, "corpora of this scale have an hour or so of speech")
        .because("momentum", "fewer steps, so that each has to go further");
  }

  /** A smaller network for synthesised speech, whose rates fall inside each phase. */
  SpeechRecipe onSynthesisedSpeech(Size newSize) {
    return new SpeechRecipe(newSize, POOLED_FOR_FEW_STEPS, Solver.FEW_STEPS, reasoned)
        .because(WIDTH, "the suite must end in minutes on two cores")
        .because("gradient clipping", "with such a rate 400 lets the first steps go astray")
        .because("momentum", "few steps, so that each has to go further")
        .because(EPOCHS, "the suite must end in minutes on two cores")
        .because("learning rate", "higher, since steps are few, and falling, so that they settle");
  }

  @Override
  public SpeechRecipe with(ReasonedPlan newReasoned) {
    return new SpeechRecipe(size, pooled, solver, newReasoned);
  }

  @Override
  public SpeechRecipe withWidth(int newWidth) {
    return new SpeechRecipe(size.withWidth(newWidth), pooled, solver, reasoned);
  }

  @Override
  public int batch() {
    return solver.batch();
  }

  int bins() {
    return Spectrograms.bins(pooled);
  }

  @Override
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(WIDTH, size.width + " units of a layer");
    if (size.channels > 0) {
      words.put("channels", size.channels + " of each convolution");
    }
    words.put("stride in time", Integer.toString(size.stride));
    words.put(
        "spectrogram",
        Spectrogram.BINS
            + " bins of 50 Hz, 20 ms every 10 ms"
            + (pooled == 1 ? "" : ", the mean of every " + pooled + ": " + bins()));
    words.putAll(scheduleWords());
    words.put("momentum", "Nesterov, " + PlanWords.decimal(solver.momentum));
    words.put("gradient clipping", "norm to " + PlanWords.decimal(solver.largestNorm));
    words.put(SPARSITY, PlanWords.sparsity(plan()));
    return words;
  }
}
