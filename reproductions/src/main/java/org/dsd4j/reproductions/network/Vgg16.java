package org.dsd4j.reproductions.network;

import ai.djl.nn.Block;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Pool2d;
import org.dsd4j.djl.kit.nn.Pool2d.Rounding;
import org.dsd4j.djl.kit.nn.Relu;

/**
 * VGG-16, configuration D: thirteen 3x3 convolutions in five groups, each followed by a 2x2
 * max-pooling, and three fully connected layers. No normalisation.
 *
 * <p>Input (batch, 3, height, width), output (batch, classes), before the softmax. Paths as in
 * Caffe: {@code conv1_1} to {@code conv5_3}, {@code fc6}, {@code fc7}, {@code fc8}. {@link
 * Stem#SMALL_IMAGE} rounds the sizes after pooling up, so that images of 17 to 32 pixels end as one
 * place; everything else is the same.
 *
 * @see <a href="https://arxiv.org/abs/1409.1556">Very Deep Convolutional Networks, Simonyan and
 *     Zisserman, 2014, table 1</a>
 */
public final class Vgg16 {
  /** The channels of the first convolution as published. */
  public static final int PUBLISHED_WIDTH = 64;

  private static final int[] CHANNELS = {64, 128, 256, 512, 512};
  private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};
  private static final int HIDDEN = 4096;

  private Vgg16() {}

  /**
   * Makes a VGG-16: 138,357,544 parameters with width 64 and 1,000 classes for 224 pixels.
   *
   * @param stem how the image enters
   * @param width channels of the first convolution, at least 1; all others in proportion
   * @param classes the number of outputs, at least 1
   * @param dropout the rate of dropout after fc6 and fc7, in [0, 1); published: 0.5
   * @return the block, not initialised
   */
  public static Block of(Stem stem, int width, int classes, double dropout) {
    Width.requireClasses(classes);
    Width scale = new Width(width, PUBLISHED_WIDTH);
    Rounding rounding = stem == Stem.SMALL_IMAGE ? Rounding.UP : Rounding.DOWN;
    Chain network = new Chain();
    int in = 3;
    for (int group = 1; group <= CHANNELS.length; group++) {
      int out = scale.of(CHANNELS[group - 1]);
      for (int i = 1; i <= CONVOLUTIONS[group - 1]; i++) {
        String name = group + "_" + i;
        network.add("conv" + name, Layers.same(in, out, 3)).add("relu" + name, new Relu());
        in = out;
      }
      network.add("pool" + group, Pool2d.max(2, 2, 0, rounding));
    }
    return Layers.fullyConnected(network, scale.of(HIDDEN), classes, dropout);
  }
}
