package org.dsd4j.reproductions.speech;

import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.DeepSpeech;
import org.dsd4j.reproductions.network.SpeechNetwork;

/**
 * DeepSpeech on WSJ: dense 50 epochs at 8e-4, sparse (50 %) 50 at 5e-4, dense 50 at 3e-4, sparse
 * (25 %) 50 at 1e-4, dense 50 at 3e-5.
 */
public final class DeepSpeechRow extends SpeechRow {
  /** Of each of the five phases, as the paper's. */
  private static final double[] EPOCHS = {50, 50, 50, 50, 50};

  /** Creates the row. */
  public DeepSpeechRow() {
    super(
        new Title(
            "deepspeech",
            "DeepSpeech",
            "DeepSpeech on read speech, iterative DSD at 50 % and 25 % sparsity, word error rate"));
  }

  @Override
  protected SpeechRecipe paper() {
    return SpeechRecipe.paper(
        new SpeechRecipe.Size(DeepSpeech.PUBLISHED_WIDTH, 0, 2),
        plan(EPOCHS, constant(8e-4, 5e-4, 3e-4, 1e-4, 3e-5)));
  }

  @Override
  protected SpeechRecipe workstation() {
    return paper()
        .onSmallCorpus(256)
        .with(plan(EPOCHS, constant(8e-3, 5e-3, 3e-3, 1e-3, 3e-4)))
        .because("gradient clipping", "with ten times the rate, 400 lets the first steps go astray")
        .because("learning rate", "the paper's times ten: fewer steps have to go as far");
  }

  @Override
  protected SpeechRecipe embedded() {
    return paper()
        .onSynthesisedSpeech(new SpeechRecipe.Size(128, 0, 2))
        .with(
            plan(
                new double[] {12, 1.3, 1.3, 1.3, 1.3},
                falling(1.2e-2, 6e-3, 3.6e-3, 1.2e-3, 3.6e-4)))
        .because("spectrogram", "fewer weights in the first layer, which learn from fewer steps");
  }

  @Override
  SpeechNetwork network(SpeechRecipe.Size size) {
    return new DeepSpeech(size.width(), Letters.COUNT);
  }

  @Override
  Map<String, String> excluded() {
    return Map.of(
        "conv.weight", "convolution, kept dense as in the paper",
        "ctc.weight", "scores of the symbols, kept dense as in the paper");
  }

  @Override
  String figureLayer() {
    return "fc2.weight";
  }

  @Override
  List<Deviation> notes() {
    return List.of();
  }
}
