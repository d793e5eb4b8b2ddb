package org.dsd4j.reproductions.network;

import ai.djl.nn.Block;
import ai.djl.nn.norm.Dropout;
import org.dsd4j.djl.nn.AlignedConv2d;
import org.dsd4j.djl.nn.Chain;
import org.dsd4j.djl.nn.Flatten;
import org.dsd4j.djl.nn.GroupedConv2d;
import org.dsd4j.djl.nn.LocalResponseNorm;
import org.dsd4j.djl.nn.Pool2d;
import org.dsd4j.djl.nn.Pool2d.Rounding;
import org.dsd4j.djl.nn.Relu;

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
    network.add("conv2", grouped(first, second, 5));
    normalized(network, 2);
    network
        .add("conv3", Layers.same(second, third, 3))
        .add("relu3", new Relu())
        .add("conv4", grouped(third, third, 3))
        .add("relu4", new Relu())
        .add("conv5", grouped(third, second, 3))
        .add("relu5", new Relu())
        .add("pool5", Pool2d.max(3, 2, 0, Rounding.UP))
        .add("flatten", new Flatten());
    for (int i = 6; i <= 7; i++) {
      network
          .add("fc" + i, Layers.hidden(scale.of(4096)))
          .add("relu" + i, new Relu())
          .add("drop" + i, Dropout.builder().optRate((float) dropout).build());
    }
    return network.add("fc8", Layers.scores(classes));
  }

  private static void normalized(Chain network, int layer) {
    network
        .add("relu" + layer, new Relu())
        .add("norm" + layer, new LocalResponseNorm(5, 1e-4, 0.75, 1))
        .add("pool" + layer, Pool2d.max(3, 2, 0, Rounding.UP));
  }

  private static GroupedConv2d grouped(int in, int out, int kernel) {
    return new GroupedConv2d(
        new AlignedConv2d.Settings(in, out, kernel, 1, kernel / 2, true), GROUPS);
  }
}
