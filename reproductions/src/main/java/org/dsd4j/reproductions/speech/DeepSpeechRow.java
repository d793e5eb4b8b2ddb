package org.dsd4j.reproductions.speech;

import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.DeepSpeech;
import org.dsd4j.reproductions.network.SpeechNetwork;
import org.dsd4j.reproductions.row.Scale;

/**
 * DeepSpeech on WSJ: dense 50 epochs at 8e-4, sparse (50 %) 50 at 5e-4, dense 50 at 3e-4, sparse
 * (25 %) 50 at 1e-4, dense 50 at 3e-5.
 */
public final class DeepSpeechRow extends SpeechRow {
  private static final Map<String, String> EXCLUDED =
      Map.of(
          "conv.weight", "convolution, kept dense as in the paper",
          "ctc.weight", "scores of the symbols, kept dense as in the paper");

  /** Creates the row. */
  public DeepSpeechRow() {}

  @Override
  public String id() {
    return "deepspeech";
  }

  @Override
  public String title() {
    return "DeepSpeech";
  }

  @Override
  public String summary() {
    return "DeepSpeech on read speech, iterative DSD at 50 % and 25 % sparsity, word error rate";
  }

  @Override
  SpeechRecipe recipe(Scale scale) {
    return switch (scale) {
      case PAPER -> paper();
      case WORKSTATION -> workstation();
      case EMBEDDED -> embedded();
    };
  }

  private static SpeechRecipe paper() {
    return new SpeechRecipe(
        new SpeechRecipe.Size(DeepSpeech.PUBLISHED_WIDTH, 0, 2),
        1,
        new SpeechRecipe.Solver(20, 0.9, 400),
        plan(new double[] {50, 50, 50, 50, 50}, constant(8e-4, 5e-4, 3e-4, 1e-4, 3e-5), EXCLUDED),
        Map.of());
  }

  private static SpeechRecipe workstation() {
    return paper()
        .with(new SpeechRecipe.Size(256, 0, 2))
        .with(new SpeechRecipe.Solver(20, 0.95, 10))
        .with(
            plan(
                new double[] {50, 50, 50, 50, 50},
                constant(8e-3, 5e-3, 3e-3, 1e-3, 3e-4),
                EXCLUDED))
        .because("width", "corpora of this scale have an hour or so of speech")
        .because("gradient clipping", "with ten times the rate, 400 lets the first steps go astray")
        .because("momentum", "fewer steps, so that each has to go further")
        .because("learning rate", "the paper's times ten: fewer steps have to go as far");
  }

  private static SpeechRecipe embedded() {
    return paper()
        .with(new SpeechRecipe.Size(128, 0, 2))
        .pooling(4)
        .with(new SpeechRecipe.Solver(20, 0.95, 10))
        .with(
            plan(
                new double[] {12, 1.3, 1.3, 1.3, 1.3},
                falling(1.2e-2, 6e-3, 3.6e-3, 1.2e-3, 3.6e-4),
                EXCLUDED))
        .because("width", "the suite must end in minutes on two cores")
        .because("spectrogram", "fewer weights in the first layer, which learn from fewer steps")
        .because("gradient clipping", "with such a rate 400 lets the first steps go astray")
        .because("momentum", "few steps, so that each has to go further")
        .because("epochs", "the suite must end in minutes on two cores")
        .because("learning rate", "higher, since steps are few, and falling, so that they settle");
  }

  @Override
  SpeechNetwork network(SpeechRecipe.Size size) {
    return new DeepSpeech(size.width(), Letters.COUNT);
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
