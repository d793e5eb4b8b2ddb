package org.dsd4j.datasets;

import java.util.random.RandomGenerator;

/** A random change of a training picture that keeps its class. Implementations hold no state. */
@FunctionalInterface
public interface Augmentation {

  /**
   * Changes a picture.
   *
   * @param chw unsigned bytes (C, H, W); never written to
   * @param size of the picture
   * @param random the only source of randomness
   * @return {@code chw} itself if nothing changed, otherwise a fresh array of the same size
   */
  byte[] apply(byte[] chw, ImageSize size, RandomGenerator random);

  /**
   * Leaves every picture as it is.
   *
   * @return the identity
   */
  static Augmentation none() {
    return (chw, size, random) -> chw;
  }

  /**
   * Mirrors left and right, one time out of two.
   *
   * @return a horizontal flip
   */
  static Augmentation flip() {
    return (chw, size, random) -> random.nextDouble() < 0.5 ? chw : Crop.mirrored(chw, size);
  }

  /**
   * Pads each side with black and cuts out a window of the original size at a random place. Black
   * padding of 4 is the recipe of the ResNet paper for CIFAR-10.
   *
   * @param padding pixels on each side, at least 0
   * @return a random shift by up to {@code padding} pixels in each direction
   * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning, section 4.2</a>
   */
  static Augmentation paddedCrop(int padding) {
    if (padding < 0) {
      throw new IllegalArgumentException("padding must not be negative but was " + padding);
    }
    return (chw, size, random) -> {
      // From nextDouble: bounded integers are not guaranteed to be the same in every Java version.
      int down = (int) (random.nextDouble() * (2 * padding + 1)) - padding;
      int right = (int) (random.nextDouble() * (2 * padding + 1)) - padding;
      return down == 0 && right == 0 ? chw : Crop.shifted(chw, size, down, right);
    };
  }

  /**
   * This change, and another one after it.
   *
   * @param next what follows
   * @return both, drawing from the same generator in this order
   */
  default Augmentation then(Augmentation next) {
    return (chw, size, random) -> next.apply(apply(chw, size, random), size, random);
  }
}
