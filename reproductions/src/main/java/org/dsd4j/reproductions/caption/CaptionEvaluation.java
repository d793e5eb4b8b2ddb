package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsd4j.datasets.caption.Vocabulary;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;
import org.dsd4j.djl.training.Evaluation;
import org.dsd4j.reports.metric.Bleu;
import org.dsd4j.reports.metric.BleuCounts;
import org.dsd4j.reports.metric.CaptionMetrics;
import org.dsd4j.reproductions.caption.PackedSentences.Pair;

/**
 * BLEU-4 without brevity penalty of the model's captions, and its perplexity: two to the power of
 * the mean number of bits that it needs for a word of the references, the end token included.
 */
final class CaptionEvaluation implements Evaluation {
  static final String PERPLEXITY = "perplexity";
  private static final int BATCH = 100;

  private final CaptionSplit split;
  private final Vocabulary vocabulary;
  private final int beam;

  CaptionEvaluation(CaptionSplit split, Vocabulary vocabulary, int beam) {
    this.split = split;
    this.vocabulary = vocabulary;
    this.beam = beam;
  }

  @Override
  public Map<String, Double> measure(Network network) {
    List<List<String>> captions = captions(network);
    return Map.of(
        CaptionMetrics.bleuId(BleuCounts.ORDERS, false),
        Bleu.score(counts(captions), BleuCounts.ORDERS, false),
        PERPLEXITY,
        perplexity(network));
  }

  /** The model's caption for the picture of each row. */
  List<List<String>> captions(Network network) {
    CaptionDecoder decoder = new CaptionDecoder(network, beam);
    return decoder.decode(split.features()).stream().map(vocabulary::decode).toList();
  }

  /** What BLEU counts in captions of all rows. */
  BleuCounts counts(List<List<String>> captions) {
    BleuCounts sum = BleuCounts.ZERO;
    for (int row = 0; row < captions.size(); row++) {
      sum = sum.plus(BleuCounts.of(captions.get(row), split.references(row)));
    }
    return sum;
  }

  private double perplexity(Network network) {
    List<Pair> pairs = new ArrayList<>(split.pairs(vocabulary));
    SentenceLoss loss = new SentenceLoss();
    double nats = 0;
    long tokens = 0;
    for (int from = 0; from < pairs.size(); from += BATCH) {
      List<Pair> some = pairs.subList(from, Math.min(from + BATCH, pairs.size()));
      try (NDManager manager = network.manager().newSubManager()) {
        TrainingBatch batch = PackedSentences.pack(some, split.features(), manager);
        NDList scores = network.forward(batch.data(), false);
        NDArray mean = loss.evaluate(batch.labels(), scores);
        nats += ArrayValues.scalar(mean) * batch.size();
        tokens += batch.labels().get(0).size();
      }
    }
    return Math.exp(nats / tokens);
  }
}
