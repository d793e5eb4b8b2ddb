package org.dsd4j.reproductions.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Dropout;
import org.dsd4j.djl.kit.nn.Flatten;
import org.dsd4j.djl.kit.nn.GlobalAveragePool;
import org.dsd4j.djl.kit.nn.Pool2d;
import org.dsd4j.djl.kit.nn.Pool2d.Rounding;
import org.dsd4j.djl.kit.nn.Relu;

/**
 * GoogLeNet as the BVLC distributes it with Caffe ({@code bvlc_googlenet}): nine inception modules,
 * local response normalisation, dropout, two auxiliary heads, no batch normalisation.
 *
 * <p>Input (batch, 3, height, width); outputs, each (batch, classes), before the softmax: the main
 * head, and while training also the auxiliary heads after 4a and 4d. Paths: {@code conv1}, {@code
 * conv2.reduce}, {@code conv2.3x3}, {@code inception_3a.1x1}, {@code inception_3a.3x3_reduce} and
 * so on as in Caffe, {@code loss1.conv}, {@code loss1.fc}, {@code loss1.classifier}, {@code
 * loss2...}, {@code classifier}. {@link Stem#SMALL_IMAGE} has a 3x3 convolution with stride 1 in
 * place of a 7x7 with stride 2, and no pooling after it.
 *
 * @see <a href="https://github.com/BVLC/caffe/tree/master/models/bvlc_googlenet">the definition</a>
 * @see <a href="https://arxiv.org/abs/1409.4842">Going Deeper with Convolutions, Szegedy et al.,
 *     2014, table 1</a>
 */
public final class GoogLeNet extends AbstractBlock {
  /** The channels of the first convolution as published. */
  public static final int PUBLISHED_WIDTH = 64;

  /** Channels of 1x1, 3x3 reduced, 3x3, 5x5 reduced, 5x5, and of the projection after pooling. */
  private record Inception(int one, int reduce3, int three, int reduce5, int five, int pool) {}

  private static final Inception I3A = new Inception(64, 96, 128, 16, 32, 32);
  private static final Inception I3B = new Inception(128, 128, 192, 32, 96, 64);
  private static final Inception I4A = new Inception(192, 96, 208, 16, 48, 64);
  private static final Inception I4B = new Inception(160, 112, 224, 24, 64, 64);
  private static final Inception I4C = new Inception(128, 128, 256, 24, 64, 64);
  private static final Inception I4D = new Inception(112, 144, 288, 32, 64, 64);
  private static final Inception I4E = new Inception(256, 160, 320, 32, 128, 128);
  private static final Inception I5A = new Inception(256, 160, 320, 32, 128, 128);
  private static final Inception I5B = new Inception(384, 192, 384, 48, 128, 128);

  private final Width scale;
  private final List<Block> to4a = new ArrayList<>();
  private final List<Block> to4d = new ArrayList<>();
  private final List<Block> toEnd = new ArrayList<>();
  private final Chain loss1;
  private final Chain loss2;
  private int channels;

  /**
   * The rates of dropout, each in [0, 1).
   *
   * @param heads in the auxiliary heads
   * @param end before the classifier
   */
  public record Rates(double heads, double end) {
    /** 0.7 in the auxiliary heads and 0.4 before the classifier, as published. */
    public static final Rates PUBLISHED = new Rates(0.7, 0.4);

    /** No dropout at all. */
    public static final Rates NONE = new Rates(0, 0);
  }

  /**
   * Creates a GoogLeNet: 13,378,280 parameters with width 64 and 1,000 classes for 224 pixels,
   * 6,379,728 of them in the auxiliary heads.
   *
   * @param stem how the image enters
   * @param width channels of the first convolution, at least 1; all others in proportion
   * @param classes the number of outputs, at least 1
   * @param dropout the rates of dropout
   */
  public GoogLeNet(Stem stem, int width, int classes, Rates dropout) {
    Width.requireClasses(classes);
    scale = new Width(width, PUBLISHED_WIDTH);
    stem(stem);
    add(to4a, "inception_3a", I3A);
    add(to4a, "inception_3b", I3B);
    add(to4a, "pool3", Layers.pool());
    add(to4a, "inception_4a", I4A);
    loss1 = addChildBlock("loss1", head(channels, classes, dropout));
    add(to4d, "inception_4b", I4B);
    add(to4d, "inception_4c", I4C);
    add(to4d, "inception_4d", I4D);
    loss2 = addChildBlock("loss2", head(channels, classes, dropout));
    add(toEnd, "inception_4e", I4E);
    add(toEnd, "pool4", Layers.pool());
    add(toEnd, "inception_5a", I5A);
    add(toEnd, "inception_5b", I5B);
    add(toEnd, "pool5", new GlobalAveragePool());
    add(toEnd, "drop5", new Dropout(dropout.end()));
    add(toEnd, "classifier", Layers.scores(classes));
  }

  private void stem(Stem stem) {
    int first = scale.of(64);
    int second = scale.of(192);
    if (stem == Stem.SMALL_IMAGE) {
      add(to4a, "conv1", Layers.same(3, first, 3));
      add(to4a, "relu1", new Relu());
    } else {
      add(to4a, "conv1", Layers.strided(3, first, 7, 2, 3));
      add(to4a, "relu1", new Relu());
      add(to4a, "pool1", Layers.pool());
    }
    add(to4a, "norm1", Layers.norm());
    Chain conv2 =
        new Chain()
            .add("reduce", Layers.same(first, first, 1))
            .add("relu_reduce", new Relu())
            .add("3x3", Layers.same(first, second, 3))
            .add("relu", new Relu());
    add(to4a, "conv2", conv2);
    add(to4a, "norm2", Layers.norm());
    add(to4a, "pool2", Layers.pool());
    channels = second;
  }

  private void add(List<Block> part, String name, Block block) {
    part.add(addChildBlock(name, block));
  }

  private void add(List<Block> part, String name, Inception sizes) {
    Branches module =
        new Branches()
            .branch()
            .add("1x1", Layers.same(channels, scale.of(sizes.one), 1))
            .add("relu_1x1", new Relu())
            .branch()
            .add("3x3_reduce", Layers.same(channels, scale.of(sizes.reduce3), 1))
            .add("relu_3x3_reduce", new Relu())
            .add("3x3", Layers.same(scale.of(sizes.reduce3), scale.of(sizes.three), 3))
            .add("relu_3x3", new Relu())
            .branch()
            .add("5x5_reduce", Layers.same(channels, scale.of(sizes.reduce5), 1))
            .add("relu_5x5_reduce", new Relu())
            .add("5x5", Layers.same(scale.of(sizes.reduce5), scale.of(sizes.five), 5))
            .add("relu_5x5", new Relu())
            .branch()
            .add("pool", Pool2d.max(3, 1, 1, Rounding.DOWN))
            .add("pool_proj", Layers.same(channels, scale.of(sizes.pool), 1))
            .add("relu_pool_proj", new Relu());
    add(part, name, module);
    channels =
        scale.of(sizes.one) + scale.of(sizes.three) + scale.of(sizes.five) + scale.of(sizes.pool);
  }

  private Chain head(int in, int classes, Rates dropout) {
    return new Chain()
        .add("pool", Pool2d.average(5, 3, Rounding.UP))
        .add("conv", Layers.same(in, scale.of(128), 1))
        .add("relu_conv", new Relu())
        .add("flatten", new Flatten())
        .add("fc", Layers.hidden(scale.of(1024)))
        .add("relu_fc", new Relu())
        .add("drop", new Dropout(dropout.heads()))
        .add("classifier", Layers.scores(classes));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList at4a = Chain.run(to4a, store, inputs, training);
    NDList at4d = Chain.run(to4d, store, at4a, training);
    NDList outputs = Chain.run(toEnd, store, at4d, training);
    if (training) {
      outputs.addAll(loss1.forward(store, at4a, true));
      outputs.addAll(loss2.forward(store, at4d, true));
    }
    at4a.close();
    at4d.close();
    return outputs;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return Chain.outputShapes(toEnd, Chain.outputShapes(to4d, Chain.outputShapes(to4a, shapes)));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Shape[] at4a = Chain.initialize(to4a, manager, type, shapes);
    Shape[] at4d = Chain.initialize(to4d, manager, type, at4a);
    Chain.initialize(toEnd, manager, type, at4d);
    loss1.initialize(manager, type, at4a);
    loss2.initialize(manager, type, at4d);
  }
}
