package org.dsd4j.reproductions.network;

import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.GlobalAveragePool;
import org.dsd4j.djl.kit.nn.Pool2d;
import org.dsd4j.djl.kit.nn.Pool2d.Rounding;
import org.dsd4j.djl.kit.nn.Relu;

/**
 * Residual networks: ResNet-18 of basic blocks and ResNet-50 of bottlenecks.
 *
 * <p>Input (batch, 3, height, width), output (batch, classes), before the softmax. Paths: {@code
 * conv1}, {@code bn1}, {@code layerL.B.convC}, {@code layerL.B.bnC}, {@code
 * layerL.B.downsample.conv}, {@code layerL.B.downsample.bn}, {@code fc}. {@link Stem#SMALL_IMAGE}
 * has a 3x3 convolution with stride 1 and no pooling in place of a 7x7 with stride 2 and a 3x3
 * max-pooling with stride 2.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning, He et al., 2015, table
 *     1</a>
 * @see <a href="https://github.com/facebookarchive/fb.resnet.torch">fb.resnet.torch, the baseline
 *     of the DSD paper</a>
 */
public final class ResNet {
  private ResNet() {}

  /**
   * Makes a ResNet-18: 11,689,512 parameters with {@link Stem#IMAGENET}, width 64 and 1,000
   * classes.
   *
   * @param stem how the image enters
   * @param width channels of the first stage, at least 1; the later stages have 2, 4 and 8 times as
   *     many
   * @param classes the number of outputs, at least 1
   * @return the block, not initialised
   */
  public static Block resNet18(Stem stem, int width, int classes) {
    return basic(stem, width, classes, 2, 2, 2, 2);
  }

  /**
   * Makes a ResNet-50: 25,557,032 parameters with {@link Stem#IMAGENET}, width 64 and 1,000
   * classes. The stride is in the 3x3 convolution of a bottleneck, as in fb.resnet.torch. With
   * {@link Stem#SMALL_IMAGE} the last gains of each block start at 0 (Goyal et al., 2017, section
   * 5.1): with them at 1, few steps do not get so deep and narrow a network to learn.
   *
   * @param stem how the image enters
   * @param width channels of the first convolution, at least 1; the stages end with 4, 8, 16 and 32
   *     times as many
   * @param classes the number of outputs, at least 1
   * @return the block, not initialised
   */
  public static Block resNet50(Stem stem, int width, int classes) {
    return bottleneck(stem, width, classes, 3, 4, 6, 3);
  }

  /**
   * Makes a residual network of blocks with two 3x3 convolutions, such as ResNet-34 of 3, 4, 6 and
   * 3 blocks.
   *
   * @param stem how the image enters
   * @param width channels of the first stage, at least 1; each later stage has twice as many
   * @param classes the number of outputs, at least 1
   * @param blocks how many each stage has, at least 1 each
   * @return the block, not initialised
   */
  public static Block basic(Stem stem, int width, int classes, int... blocks) {
    return network(blocks, false, stem, width, classes);
  }

  /**
   * Makes a residual network of bottlenecks, such as ResNet-101 of 3, 4, 23 and 3 blocks.
   *
   * @param stem how the image enters
   * @param width channels of the first convolution, at least 1; the stages end with 4, 8, 16, ...
   *     times as many
   * @param classes the number of outputs, at least 1
   * @param blocks how many each stage has, at least 1 each
   * @return the block, not initialised
   */
  public static Block bottleneck(Stem stem, int width, int classes, int... blocks) {
    return network(blocks, true, stem, width, classes);
  }

  private static Block network(int[] blocks, boolean deep, Stem stem, int width, int classes) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1 but was " + width);
    }
    Width.requireClasses(classes);
    boolean small = stem == Stem.SMALL_IMAGE;
    Chain network =
        new Chain()
            .add("conv1", Residual.convolution(3, width, small ? 3 : 7, small ? 1 : 2))
            .add("bn1", BatchNorm.builder().build())
            .add("relu", new Relu());
    if (!small) {
      network.add("maxpool", Pool2d.max(3, 2, 1, Rounding.DOWN));
    }
    int in = width;
    for (int i = 0; i < blocks.length; i++) {
      int inner = width << i;
      network.add("layer" + (i + 1), stage(blocks[i], deep, in, inner, i == 0 ? 1 : 2, small));
      in = deep ? 4 * inner : inner;
    }
    return network.add("avgpool", new GlobalAveragePool()).add("fc", Layers.scores(classes));
  }

  /** Blocks of equal width, the first of which may halve the size. */
  private static Chain stage(
      int count, boolean deep, int in, int inner, int stride, boolean small) {
    Chain stage = new Chain();
    int channels = in;
    for (int i = 0; i < count; i++) {
      int step = i == 0 ? stride : 1;
      stage.add(
          Integer.toString(i),
          deep
              ? Residual.bottleneck(channels, inner, step, small)
              : Residual.basic(channels, inner, step));
      channels = deep ? 4 * inner : inner;
    }
    return stage;
  }
}
