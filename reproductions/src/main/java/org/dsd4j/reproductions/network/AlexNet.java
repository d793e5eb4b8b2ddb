package org.dsd4j.reproductions.network;

import ai.djl.nn.Block;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Relu;

/**
 * AlexNet as the BVLC distributes it with Caffe ({@code bvlc_alexnet}): two groups in conv2, conv4
 * and conv5, local response normalisation before pooling.
 *
 * <p>Input (batch, 3, height, width), output (batch, classes), before the softmax. Paths: {@code
 * conv1} to {@code conv5}, {@code fc6}, {@code fc7}, {@code fc8}. {@link Stem#SMALL_IMAGE} has a
 * 3x3 convolution with stride 1 in place of an 11x11 with stride 4.
 *
 * @see <a href="https://github.com/BVLC/caffe/tree/master/models/bvlc_alexnet">the definition</a>
 */
public final class AlexNet {
  /** The channels of the first convolution as published. */
  public static final int PUBLISHED_WIDTH = 96;

  private static final int GROUPS = 2;

  private AlexNet() {}

  /**
   * Makes an AlexNet: 60,965,224 parameters with width 96 and 1,000 classes for 227 pixels.
   *
   * @param stem how the image enters
   * @param width channels of the first convolution, at least 1; all others in proportion, those of
   *     grouped convolutions rounded to even numbers
   * @param classes the number of outputs, at least 1
   * @param dropout the rate of dropout after fc6 and fc7, in [0, 1); published: 0.5
   * @return the block, not initialised
   */
  public static Block of(Stem stem, int width, int classes, double dropout) {
    Width.requireClasses(classes);
    Width scale = new Width(width, PUBLISHED_WIDTH);
    int first = scale.of(96, GROUPS);
    int second = scale.of(256, GROUPS);
    int third = scale.of(384, GROUPS);
    Chain network =
        new Chain()
            .add(
                "conv1",
                stem == Stem.SMALL_IMAGE
                    ? Layers.same(3, first, 3)
                    : Layers.strided(3, first, 11, 4, 0));
    normalized(network, 1);
    network.add("conv2", Layers.grouped(first, second, 5, GROUPS));
    normalized(network, 2);
    network
        .add("conv3", Layers.same(second, third, 3))
        .add("relu3", new Relu())
        .add("conv4", Layers.grouped(third, third, 3, GROUPS))
        .add("relu4", new Relu())
        .add("conv5", Layers.grouped(third, second, 3, GROUPS))
        .add("relu5", new Relu())
        .add("pool5", Layers.pool());
    return Layers.fullyConnected(network, scale.of(4096), classes, dropout);
  }

  private static void normalized(Chain network, int layer) {
    network
        .add("relu" + layer, new Relu())
        .add("norm" + layer, Layers.norm())
        .add("pool" + layer, Layers.pool());
  }
}
