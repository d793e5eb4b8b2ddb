package org.dsd4j.reproductions.speech;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dsd4j.djl.data.EpochOrder;

/**
 * Which utterances form a batch in which epoch. Batches have utterances of about the same length,
 * so that little is padding. The first epoch goes from short to long ("SortaGrad": short utterances
 * are easier to align at first); later ones take batches in random order, whose limits move too.
 *
 * @see <a href="https://arxiv.org/abs/1512.02595">Deep Speech 2, section 3.3</a>
 */
final class LengthOrder {
  /** Lengths are taken up to this share longer than they are, so that batches differ. */
  private static final double JITTER = 0.1;

  private final int[] lengths;
  private final int batch;
  private final EpochOrder seeds;
  private final boolean longestFirst;

  LengthOrder(int[] lengths, int batch, long seed) {
    this(lengths, batch, seed, false);
  }

  private LengthOrder(int[] lengths, int batch, long seed, boolean longestFirst) {
    this.lengths = lengths.clone();
    this.batch = batch;
    this.longestFirst = longestFirst;
    this.seeds = new EpochOrder(lengths.length, seed);
  }

  /** The first epoch from long to short, so that the costliest batch is the first. */
  static LengthOrder longestFirst(int[] lengths, int batch, long seed) {
    return new LengthOrder(lengths, batch, seed, true);
  }

  /**
   * What the batches of the first epoch take on average as a share of the costliest one: each is
   * padded to its longest utterance.
   */
  double meanShareOfCostliest() {
    int[][] batches = epoch(0);
    double sum = 0;
    double most = 1;
    for (int[] one : batches) {
      double frames = Arrays.stream(one).mapToDouble(i -> lengths[i]).max().orElse(0);
      sum += frames * one.length;
      most = Math.max(most, frames * Math.min(batch, lengths.length));
    }
    return sum / batches.length / most;
  }

  int batches() {
    return (lengths.length + batch - 1) / batch;
  }

  /** The utterances of each batch of an epoch. */
  int[][] epoch(long epoch) {
    SplittableRandom random = new SplittableRandom(seeds.epochSeed(epoch));
    double[] keys = new double[lengths.length];
    for (int i = 0; i < keys.length; i++) {
      double length = lengths[i] * (epoch == 0 ? 1 : 1 + JITTER * random.nextDouble());
      keys[i] = longestFirst ? -length : length;
    }
    int[] sorted =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> keys[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[][] batches = new int[batches()][];
    for (int b = 0; b < batches.length; b++) {
      batches[b] = Arrays.copyOfRange(sorted, b * batch, Math.min((b + 1) * batch, sorted.length));
    }
    if (epoch == 0) {
      return batches;
    }
    int[] order = new EpochOrder(batches.length, seeds.epochSeed(epoch)).permutation(epoch);
    return Arrays.stream(order).mapToObj(b -> batches[b]).toArray(int[][]::new);
  }
}
