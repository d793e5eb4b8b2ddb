package org.dsd4j.reproductions.speech;

import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.speech.Letters;
import org.dsd4j.reports.record.Deviation;
import org.dsd4j.reproductions.network.DeepSpeech2;
import org.dsd4j.reproductions.network.SpeechNetwork;

/**
 * DeepSpeech 2 on WSJ: dense 20 epochs at 3e-4, sparse (50 %) 20 at 3e-4, dense 20 at 3e-5, sparse
 * (25 %) 20 at 3e-5, dense 20 at 6e-6.
 */
public final class DeepSpeech2Row extends SpeechRow {
  /** Of each of the five phases, as the paper's. */
  private static final double[] EPOCHS = {20, 20, 20, 20, 20};

  /** Creates the row. */
  public DeepSpeech2Row() {
    super(
        new Title(
            "deepspeech2",
            "DeepSpeech-2",
            "DeepSpeech 2 on read speech, iterative DSD at 50 % and 25 % sparsity, word error rate"));
  }

  @Override
  protected SpeechRecipe paper() {
    return SpeechRecipe.paper(
        new SpeechRecipe.Size(DeepSpeech2.PUBLISHED_WIDTH, DeepSpeech2.PUBLISHED_CHANNELS, 2),
        plan(EPOCHS, constant(3e-4, 3e-4, 3e-5, 3e-5, 6e-6)));
  }

  @Override
  protected SpeechRecipe workstation() {
    return paper()
        .onSmallCorpus(256)
        .with(plan(EPOCHS, constant(6e-3, 6e-3, 6e-4, 6e-4, 1.2e-4)))
        .because(
            "gradient clipping", "with twenty times the rate, 400 lets the first steps go astray")
        .because("learning rate", "the paper's times twenty: fewer steps have to go as far");
  }

  @Override
  protected SpeechRecipe embedded() {
    return paper()
        .onSynthesisedSpeech(new SpeechRecipe.Size(96, 16, 3))
        .with(plan(new double[] {6, 0.5, 0.5, 0.5, 0.5}, falling(1e-2, 5e-3, 3e-3, 1e-3, 3e-4)))
        .because("channels", "the suite must end in minutes on two cores")
        .because("stride in time", "seven recurrent layers are as long as there are frames")
        .because("spectrogram", "the convolutions take most of the time");
  }

  @Override
  SpeechNetwork network(SpeechRecipe.Size size) {
    return new DeepSpeech2(
        new DeepSpeech2.Sizes(size.width(), size.channels(), size.stride(), Letters.COUNT));
  }

  @Override
  Map<String, String> excluded() {
    return Map.of(
        "conv1.weight", "convolution, kept dense as in the paper",
        "conv2.weight", "convolution, kept dense as in the paper",
        "ctc.weight", "scores of the symbols, kept dense as in the paper");
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
