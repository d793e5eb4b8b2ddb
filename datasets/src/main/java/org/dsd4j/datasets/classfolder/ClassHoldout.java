package org.dsd4j.datasets.classfolder;

import org.dsd4j.datasets.Holdout;
import org.dsd4j.datasets.Seeds;

/**
 * Which training files of each class are held out for validation.
 *
 * @param share of the files of each class, in [0, 1), rounded; at least one where the share is
 *     above 0 and the class has two
 * @param seed of the random selection
 */
public record ClassHoldout(double share, long seed) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the share is not in [0, 1)
   */
  public ClassHoldout {
    Holdout.sample(share, 0, seed); // Checks the share.
  }

  /**
   * Selects files. The seed is combined with the name of the class, so that adding a class to the
   * corpus does not change the selection in the others.
   *
   * @param className name of the class
   * @param files how many it has, at least 0
   * @return for each file whether it is held out
   */
  public boolean[] of(String className, int files) {
    return Holdout.sample(share, files, Seeds.derive(seed, className.hashCode()));
  }
}
