package org.dsd4j.reproductions.speech;

import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.DeepSpeech2;
import org.dsd4j.reproductions.network.SpeechNetwork;
import org.dsd4j.reproductions.row.Scale;

/**
 * DeepSpeech 2 on WSJ: dense 20 epochs at 3e-4, sparse (50 %) 20 at 3e-4, dense 20 at 3e-5, sparse
 * (25 %) 20 at 3e-5, dense 20 at 6e-6.
 */
public final class DeepSpeech2Row extends SpeechRow {
  private static final Map<String, String> EXCLUDED =
      Map.of(
          "conv1.weight", "convolution, kept dense as in the paper",
          "conv2.weight", "convolution, kept dense as in the paper",
          "ctc.weight", "scores of the symbols, kept dense as in the paper");

  /** Creates the row. */
  public DeepSpeech2Row() {}

  @Override
  public String id() {
    return "deepspeech2";
  }

  @Override
  public String title() {
    return "DeepSpeech-2";
  }

  @Override
  public String summary() {
    return "DeepSpeech 2 on read speech, iterative DSD at 50 % and 25 % sparsity, word error rate";
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
        new SpeechRecipe.Size(DeepSpeech2.PUBLISHED_WIDTH, DeepSpeech2.PUBLISHED_CHANNELS, 2),
        1,
        new SpeechRecipe.Solver(20, 0.9, 400),
        plan(new double[] {20, 20, 20, 20, 20}, constant(3e-4, 3e-4, 3e-5, 3e-5, 6e-6), EXCLUDED),
        Map.of());
  }

  private static SpeechRecipe workstation() {
    return paper()
        .with(new SpeechRecipe.Size(256, DeepSpeech2.PUBLISHED_CHANNELS, 2))
        .with(new SpeechRecipe.Solver(20, 0.95, 10))
        .with(
            plan(
                new double[] {20, 20, 20, 20, 20},
                constant(6e-3, 6e-3, 6e-4, 6e-4, 1.2e-4),
                EXCLUDED))
        .because("width", "corpora of this scale have an hour or so of speech")
        .because(
            "gradient clipping", "with twenty times the rate, 400 lets the first steps go astray")
        .because("momentum", "fewer steps, so that each has to go further")
        .because("learning rate", "the paper's times twenty: fewer steps have to go as far");
  }

  private static SpeechRecipe embedded() {
    return paper()
        .with(new SpeechRecipe.Size(96, 16, 3))
        .pooling(4)
        .with(new SpeechRecipe.Solver(20, 0.95, 10))
        .with(
            plan(
                new double[] {6, 0.5, 0.5, 0.5, 0.5},
                falling(1e-2, 5e-3, 3e-3, 1e-3, 3e-4),
                EXCLUDED))
        .because("width", "the suite must end in minutes on two cores")
        .because("channels", "the suite must end in minutes on two cores")
        .because("stride in time", "seven recurrent layers are as long as there are frames")
        .because("spectrogram", "the convolutions take most of the time")
        .because("gradient clipping", "with such a rate 400 lets the first steps go astray")
        .because("momentum", "few steps, so that each has to go further")
        .because("epochs", "the suite must end in minutes on two cores")
        .because("learning rate", "higher, since steps are few, and falling, so that they settle");
  }

  @Override
  SpeechNetwork network(SpeechRecipe.Size size) {
    return new DeepSpeech2(
        new DeepSpeech2.Sizes(size.width(), size.channels(), size.stride(), Letters.COUNT));
  }

  @Override
  String figureLayer() {
    return "recurrent4.forward";
  }

  @Override
  List<Deviation> notes() {
    return List.of(
        new Deviation(
            "last layer",
            "95,054 parameters, which follow from no sizes",
            "29 symbols: 1760 x 29 + 29 = 51,069 at the paper's width",
            "every other layer has the paper's count"),
        new Deviation(
            "normalisation",
            "not said; gains and offsets are counted",
            "sequence-wise batch normalisation, as in Deep Speech 2, running share 0.1",
            "the paper is silent"));
  }
}
