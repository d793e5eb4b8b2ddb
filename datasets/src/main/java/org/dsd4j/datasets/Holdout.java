package org.dsd4j.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Selects the training examples that are held out for validation, in a corpus without a validation
 * split of its own. The same arguments give the same selection on every machine.
 */
public final class Holdout {

  private static final int EVERY = 10;

  private Holdout() {}

  /**
   * Selects every tenth example: number 9, 19, 29, ..., counted from 0. No random number is used.
   *
   * @param examples how many there are, at least 0
   * @return for each example whether it is held out
   */
  public static boolean[] everyTenth(int examples) {
    boolean[] heldOut = new boolean[examples];
    for (int i = EVERY - 1; i < examples; i += EVERY) {
      heldOut[i] = true;
    }
    return heldOut;
  }

  /**
   * Selects all examples of every tenth group in alphabetical order, so that no group is on both
   * sides. No random number is used.
   *
   * @param groups the group of each example, such as its speaker; empty if unknown, and then the
   *     example is never held out
   * @return the names of the groups that are held out; empty if there are fewer than ten
   */
  public static Set<String> everyTenthGroup(List<String> groups) {
    Set<String> known = new TreeSet<>(groups);
    known.remove("");
    List<String> names = List.copyOf(known);
    boolean[] heldOut = everyTenth(names.size());
    return IntStream.range(0, heldOut.length)
        .filter(i -> heldOut[i])
        .mapToObj(names::get)
        .collect(Collectors.toSet());
  }

  /**
   * Selects a random sample.
   *
   * @param share of the examples, in [0, 1), rounded; at least one example where the share is above
   *     0 and there are two
   * @param examples how many there are, at least 0
   * @param seed of the random numbers
   * @return for each example whether it is held out
   * @throws IllegalArgumentException if the share is not in [0, 1)
   */
  public static boolean[] sample(double share, int examples, long seed) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "validation share must be in [0, 1) but was %s; write 10 %% as 0.10".formatted(share));
    }
    int wanted = (int) Math.round(share * examples);
    if (share > 0) {
      wanted = Math.max(1, wanted);
    }
    wanted = Math.min(wanted, examples - 1);
    double[] draws = new SplittableRandom(seed).doubles(examples).toArray();
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    boolean[] heldOut = new boolean[examples];
    for (int i = 0; i < examples; i++) {
      heldOut[i] = wanted > 0 && draws[i] <= sorted[wanted - 1];
    }
    return heldOut;
  }
}
