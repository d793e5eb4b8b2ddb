package org.dsd4j.datasets.classfolder;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.dsd4j.datasets.Seeds;

/**
 * Which training files of a class are set aside for validation.
 *
 * @param share of the files of each class, in [0, 1), rounded; at least one where the share is
 *     above 0 and the class has two
 * @param seed chooses the files
 */
public record SetAside(double share, long seed) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the share is not in [0, 1)
   */
  public SetAside {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "validation share must be in [0, 1) but was %s; write 10 %% as 0.10".formatted(share));
    }
  }

  /**
   * Chooses. Seeded by the name of the class, so that another class in the corpus does not change
   * the choice.
   *
   * @param className name of the class
   * @param files how many it has, at least 0
   * @return for each file whether it is set aside
   */
  public boolean[] of(String className, int files) {
    int wanted = (int) Math.round(share * files);
    if (share > 0) {
      wanted = Math.max(1, wanted);
    }
    wanted = Math.min(wanted, files - 1);
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, className.hashCode()));
    double[] lots = random.doubles(files).toArray();
    double[] sorted = lots.clone();
    Arrays.sort(sorted);
    boolean[] taken = new boolean[files];
    for (int i = 0; i < files; i++) {
      taken[i] = wanted > 0 && lots[i] <= sorted[wanted - 1];
    }
    return taken;
  }
}
