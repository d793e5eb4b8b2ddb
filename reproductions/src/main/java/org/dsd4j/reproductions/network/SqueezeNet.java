package org.dsd4j.reproductions.network;

import ai.djl.nn.Block;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Dropout;
import org.dsd4j.djl.kit.nn.GlobalAveragePool;
import org.dsd4j.djl.kit.nn.Relu;

/**
 * SqueezeNet 1.0: eight fire modules between two convolutions, no fully connected layer.
 *
 * <p>Input (batch, 3, height, width), output (batch, classes), before the softmax. Paths: {@code
 * conv1}, {@code fireF.squeeze1x1}, {@code fireF.expand.1x1}, {@code fireF.expand.3x3}, {@code
 * conv10}. {@link Stem#SMALL_IMAGE} has a 3x3 convolution with stride 1 in place of a 7x7 with
 * stride 2.
 *
 * @see <a href="https://arxiv.org/abs/1602.07360">SqueezeNet, Iandola et al., 2016, table 1</a>
 */
public final class SqueezeNet {
  /** The channels of the first convolution as published. */
  public static final int PUBLISHED_WIDTH = 96;

  private static final int FIRST_FIRE = 2;
  private static final int[] SQUEEZED = {16, 16, 32, 32, 48, 48, 64, 64};

  private SqueezeNet() {}

  /**
   * Makes a SqueezeNet 1.0: 1,248,424 parameters with width 96 and 1,000 classes.
   *
   * @param stem how the image enters
   * @param width channels of the first convolution, at least 1; all others in proportion
   * @param classes the number of outputs, at least 1
   * @param dropout the rate of dropout before conv10, in [0, 1); published: 0.5
   * @return the block, not initialised
   */
  public static Block of(Stem stem, int width, int classes, double dropout) {
    Width.requireClasses(classes);
    Width scale = new Width(width, PUBLISHED_WIDTH);
    int in = scale.of(96);
    Chain network =
        new Chain()
            .add(
                "conv1",
                stem == Stem.SMALL_IMAGE ? Layers.same(3, in, 3) : Layers.strided(3, in, 7, 2, 0))
            .add("relu1", new Relu())
            .add("pool1", Layers.pool());
    for (int i = 0; i < SQUEEZED.length; i++) {
      int fire = FIRST_FIRE + i;
      int squeezed = scale.of(SQUEEZED[i]);
      int expanded = scale.of(4 * SQUEEZED[i]);
      network.add("fire" + fire, fire(in, squeezed, expanded));
      in = 2 * expanded;
      if (fire == 4 || fire == 8) {
        network.add("pool" + fire, Layers.pool());
      }
    }
    return network
        .add("drop9", new Dropout(dropout))
        .add("conv10", Layers.scoresBeforeRelu(in, classes))
        .add("relu10", new Relu())
        .add("pool10", new GlobalAveragePool());
  }

  /** 1x1 to few channels, then 1x1 and 3x3 beside each other. */
  private static Chain fire(int in, int squeezed, int expanded) {
    return new Chain()
        .add("squeeze1x1", Layers.same(in, squeezed, 1))
        .add("relu_squeeze1x1", new Relu())
        .add(
            "expand",
            new Branches()
                .branch()
                .add("1x1", Layers.same(squeezed, expanded, 1))
                .branch()
                .add("3x3", Layers.same(squeezed, expanded, 3)))
        .add("relu_expand", new Relu());
  }
}
