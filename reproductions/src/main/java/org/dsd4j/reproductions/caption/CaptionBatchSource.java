package org.dsd4j.reproductions.caption;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.data.BatchSource;
import org.dsd4j.djl.data.BatchStream;
import org.dsd4j.djl.data.EpochOrder;
import org.dsd4j.djl.data.TrainingBatch;
import org.dsd4j.reproductions.caption.PackedSentences.Pair;

/**
 * Batches of pictures with one caption each; an epoch has every caption once. NeuralTalk draws
 * pictures and captions with replacement instead.
 */
final class CaptionBatchSource implements BatchSource {
  private final List<Pair> pairs;
  private final FeatureTable features;
  private final int batch;
  private final EpochOrder order;

  CaptionBatchSource(List<Pair> pairs, FeatureTable features, int batch, long seed) {
    this.pairs = pairs;
    this.features = features;
    this.batch = batch;
    this.order = new EpochOrder(pairs.size(), seed);
  }

  @Override
  public long examples() {
    return pairs.size();
  }

  @Override
  public long stepsPerEpoch() {
    return (pairs.size() + batch - 1L) / batch;
  }

  @Override
  public BatchStream open(long globalStep, NDManager owner) {
    return new Stream(globalStep);
  }

  private final class Stream implements BatchStream {
    private long step;
    private long epoch = -1;
    private int[] permutation = {};

    Stream(long step) {
      this.step = step;
    }

    @Override
    public TrainingBatch next(NDManager manager) {
      long wanted = step / stepsPerEpoch();
      if (wanted != epoch) {
        epoch = wanted;
        permutation = order.permutation(epoch);
      }
      int from = Math.toIntExact(step % stepsPerEpoch() * batch);
      step++;
      List<Pair> chosen = new ArrayList<>();
      for (int i = from; i < Math.min(from + batch, permutation.length); i++) {
        chosen.add(pairs.get(permutation[i]));
      }
      return PackedSentences.pack(chosen, features, manager);
    }

    @Override
    public void close() {
      // Nothing works ahead: a batch is packed in less time than a step takes.
    }
  }
}
