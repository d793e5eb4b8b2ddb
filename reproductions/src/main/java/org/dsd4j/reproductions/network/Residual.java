package org.dsd4j.reproductions.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Relu;

/**
 * relu(f(x) + shortcut(x)), where f is convolutions with batch normalisation and a relu between
 * them, and the shortcut is x where shapes allow, else a 1x1 convolution with batch normalisation.
 * Paths: {@code convC}, {@code bnC}, {@code downsample.conv}, {@code downsample.bn}.
 */
final class Residual extends AbstractBlock {
  private final List<Block> body = new ArrayList<>();
  private final Chain downsample;

  private Residual(
      List<AlignedConv2d> convolutions, int in, int out, int stride, boolean startsAsShortcut) {
    for (int i = 1; i <= convolutions.size(); i++) {
      if (i > 1) {
        body.add(addChildBlock("relu" + (i - 1), new Relu()));
      }
      body.add(addChildBlock("conv" + i, convolutions.get(i - 1)));
      BatchNorm norm = BatchNorm.builder().build();
      if (startsAsShortcut && i == convolutions.size()) {
        norm.setInitializer(Initializer.ZEROS, Parameter.Type.GAMMA);
      }
      body.add(addChildBlock("bn" + i, norm));
    }
    downsample =
        in == out && stride == 1
            ? null
            : addChildBlock(
                "downsample",
                new Chain()
                    .add("conv", convolution(in, out, 1, stride))
                    .add("bn", BatchNorm.builder().build()));
  }

  /** Two 3x3 convolutions. */
  static Residual basic(int in, int width, int stride) {
    return new Residual(
        List.of(convolution(in, width, 3, stride), convolution(width, width, 3, 1)),
        in,
        width,
        stride,
        false);
  }

  /**
   * 1x1, 3x3 and 1x1 to four times the width; the 3x3 has the stride, as in fb.resnet.torch.
   *
   * @param startsAsShortcut whether the last normalisation starts with gains of 0, so that the
   *     block starts as its shortcut alone
   */
  static Residual bottleneck(int in, int width, int stride, boolean startsAsShortcut) {
    return new Residual(
        List.of(
            convolution(in, width, 1, 1),
            convolution(width, width, 3, stride),
            convolution(width, 4 * width, 1, 1)),
        in,
        4 * width,
        stride,
        startsAsShortcut);
  }

  static AlignedConv2d convolution(int in, int out, int kernel, int stride) {
    return new AlignedConv2d(
        new AlignedConv2d.Settings(in, out, kernel, stride, kernel / 2, false));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = Chain.run(body, store, inputs, training).singletonOrThrow();
    NDArray shortcut =
        downsample == null
            ? inputs.singletonOrThrow()
            : downsample.forward(store, inputs, training).singletonOrThrow();
    try (NDArray sum = x.add(shortcut)) {
      x.close();
      return new NDList(sum.getNDArrayInternal().relu());
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return Chain.outputShapes(body, shapes);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Chain.initialize(body, manager, type, shapes);
    if (downsample != null) {
      downsample.initialize(manager, type, shapes);
    }
  }
}
