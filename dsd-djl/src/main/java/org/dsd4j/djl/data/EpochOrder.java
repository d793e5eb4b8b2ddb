package org.dsd4j.djl.data;

import java.util.SplittableRandom;

/**
 * The order of the examples in each epoch: a uniform permutation that depends only on the seed and
 * the epoch, so the state of no generator has to be saved. DJL's {@code RandomSampler} draws from a
 * static generator, and only cyclic permutations.
 *
 * @param examples the number of examples, at least 1
 * @param seed the seed of the run
 */
public record EpochOrder(int examples, long seed) {
  /** Checks the range. */
  public EpochOrder {
    if (examples < 1) {
      throw new IllegalArgumentException("there are no examples to train on");
    }
  }

  /**
   * Returns the order of one epoch.
   *
   * @param epoch the epoch, from 0
   * @return every index in [0, examples), each once
   */
  public int[] permutation(long epoch) {
    int[] order = new int[examples];
    SplittableRandom random = new SplittableRandom(epochSeed(epoch));
    // Fisher and Yates, from the inside out.
    for (int i = 0; i < examples; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * Returns a seed for everything else that is random in one epoch, such as augmentation.
   *
   * @param epoch the epoch, from 0
   * @return the seed
   */
  public long epochSeed(long epoch) {
    return new SplittableRandom(seed ^ epoch * 0xD1B54A32D192ED03L).nextLong();
  }
}
