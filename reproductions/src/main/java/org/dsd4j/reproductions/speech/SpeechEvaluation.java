package org.dsd4j.reproductions.speech;

import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.djl.kit.ctc.CtcDecoder;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.metric.SpeechMetrics;
import org.dsd4j.reports.store.SentencePrediction;

/** The word error rate on a split and the mean CTC loss of its utterances. */
final class SpeechEvaluation implements Evaluation {
  static final String LOSS = "loss";

  private final Spectrograms spectrograms;
  private final CtcDecoder decoder;
  private final Loss loss;
  private final String metric;

  /**
   * Creates the evaluation.
   *
   * @param metric under which id the word error rate is reported
   */
  SpeechEvaluation(Spectrograms spectrograms, CtcDecoder decoder, Loss loss, String metric) {
    this.spectrograms = spectrograms;
    this.decoder = decoder;
    this.loss = loss;
    this.metric = metric;
  }

  @Override
  public Map<String, Double> measure(Network network) {
    SpeechInference.Recognition result =
        new SpeechInference(network, decoder).recognize(spectrograms, loss);
    if (result.words().isEmpty()) {
      return Map.of();
    }
    double rate = SpeechMetrics.sum("", sentences(result, spectrograms, ""), false).rate();
    return Map.of(metric, rate, LOSS, result.loss());
  }

  /** The recognised words of each utterance, for the store. */
  static List<SentencePrediction> sentences(
      SpeechInference.Recognition result, Spectrograms spectrograms, String set) {
    List<SentencePrediction> sentences = new ArrayList<>();
    result
        .words()
        .forEach(
            (index, words) ->
                sentences.add(
                    new SentencePrediction(
                        index,
                        spectrograms.utterances().id(index),
                        words,
                        List.of(SpeechInference.words(spectrograms.utterances().transcript(index))),
                        set)));
    return sentences;
  }
}
