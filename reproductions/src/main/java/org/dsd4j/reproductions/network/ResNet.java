package org.dsd4j.reproductions.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.network.SeededInitializer;
import org.dsd4j.djl.nn.AlignedConv2d;

/**
 * A residual network of basic blocks: ResNet-18.
 *
 * <p>Input (batch, 3, height, width), output (batch, classes), before the softmax. Paths: {@code
 * conv1}, {@code bn1}, {@code layerL.B.convC}, {@code layerL.B.bnC}, {@code
 * layerL.B.downsample.conv}, {@code layerL.B.downsample.bn}, {@code fc}.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">Deep Residual Learning, He et al., 2015, table
 *     1</a>
 * @see <a href="https://github.com/facebookarchive/fb.resnet.torch">fb.resnet.torch, the baseline
 *     of the DSD paper</a>
 */
public final class ResNet extends AbstractBlock {
  private static final int[] BLOCKS_18 = {2, 2, 2, 2};

  private final Stem stem;
  private final AlignedConv2d conv1;
  private final BatchNorm bn1;
  private final List<Stage> stages = new ArrayList<>();
  private final Linear fc;

  /** How the image enters. */
  public enum Stem {
    /**
     * 7x7 convolution with stride 2 and 3x3 max-pooling with stride 2: the paper's, for 224 pixels.
     */
    IMAGENET,
    /** 3x3 convolution with stride 1 and no pooling, for images of 64 pixels and less. */
    SMALL_IMAGE
  }

  private ResNet(Stem stem, int width, int classes) {
    this.stem = stem;
    int kernel = stem == Stem.IMAGENET ? 7 : 3;
    int stride = stem == Stem.SMALL_IMAGE ? 1 : 2;
    conv1 = addChildBlock("conv1", convolution(3, width, kernel, stride));
    bn1 = addChildBlock("bn1", BatchNorm.builder().build());
    int in = width;
    for (int i = 0; i < BLOCKS_18.length; i++) {
      int out = width << i;
      stages.add(
          addChildBlock("layer" + (i + 1), new Stage(BLOCKS_18[i], in, out, i == 0 ? 1 : 2)));
      in = out;
    }
    fc = addChildBlock("fc", Linear.builder().setUnits(classes).build());
    fc.setInitializer(
        new SeededInitializer(SeededInitializer.Distribution.UNIFORM_IN), Parameter.Type.WEIGHT);
  }

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
  public static ResNet resNet18(Stem stem, int width, int classes) {
    if (width < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "width and classes must be at least 1 but were " + width + " and " + classes);
    }
    return new ResNet(stem, width, classes);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList x = conv1.forward(store, inputs, training);
    x = bn1.forward(store, x, training);
    x = new NDList(x.singletonOrThrow().getNDArrayInternal().relu());
    if (stem == Stem.IMAGENET) {
      NDArrayEx array = x.singletonOrThrow().getNDArrayInternal();
      x = new NDList(array.maxPool(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false));
    }
    for (Stage stage : stages) {
      x = stage.forward(store, x, training);
    }
    return fc.forward(store, new NDList(globalAverage(x.singletonOrThrow())), training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return fc.getOutputShapes(new Shape[] {features(shapes)});
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    conv1.initialize(manager, type, shapes);
    Shape[] x = conv1.getOutputShapes(shapes);
    bn1.initialize(manager, type, x);
    x = pooled(x);
    for (Stage stage : stages) {
      stage.initialize(manager, type, x);
      x = stage.getOutputShapes(x);
    }
    fc.initialize(manager, type, features(shapes));
  }

  private Shape features(Shape[] inputs) {
    Shape[] x = pooled(conv1.getOutputShapes(inputs));
    for (Stage stage : stages) {
      x = stage.getOutputShapes(x);
    }
    return new Shape(x[0].get(0), x[0].get(1));
  }

  /** The mean over height and width. Reshaped, since engines average over one axis at a time. */
  private static NDArray globalAverage(NDArray x) {
    Shape shape = x.getShape();
    return x.reshape(shape.get(0), shape.get(1), shape.get(2) * shape.get(3)).mean(new int[] {2});
  }

  private Shape[] pooled(Shape[] x) {
    if (stem == Stem.SMALL_IMAGE) {
      return x;
    }
    return new Shape[] {
      new Shape(x[0].get(0), x[0].get(1), (x[0].get(2) - 1) / 2 + 1, (x[0].get(3) - 1) / 2 + 1)
    };
  }

  /** Blocks of equal width, the first of which may halve the size. */
  private static final class Stage extends AbstractBlock {
    private final List<BasicBlock> blocks = new ArrayList<>();

    Stage(int count, int in, int out, int stride) {
      for (int i = 0; i < count; i++) {
        blocks.add(
            addChildBlock(
                Integer.toString(i), new BasicBlock(i == 0 ? in : out, out, i == 0 ? stride : 1)));
      }
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      NDList x = inputs;
      for (BasicBlock block : blocks) {
        x = block.forward(store, x, training);
      }
      return x;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      Shape[] x = shapes;
      for (BasicBlock block : blocks) {
        x = block.getOutputShapes(x);
      }
      return x;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      Shape[] x = shapes;
      for (BasicBlock block : blocks) {
        block.initialize(manager, type, x);
        x = block.getOutputShapes(x);
      }
    }
  }

  /**
   * relu(bn(conv(relu(bn(conv(x))))) + shortcut(x)), where the shortcut is x where shapes allow.
   */
  private static final class BasicBlock extends AbstractBlock {
    private final AlignedConv2d conv1;
    private final BatchNorm bn1;
    private final AlignedConv2d conv2;
    private final BatchNorm bn2;
    private final Downsample downsample;

    BasicBlock(int in, int out, int stride) {
      conv1 = addChildBlock("conv1", convolution(in, out, 3, stride));
      bn1 = addChildBlock("bn1", BatchNorm.builder().build());
      conv2 = addChildBlock("conv2", convolution(out, out, 3, 1));
      bn2 = addChildBlock("bn2", BatchNorm.builder().build());
      downsample =
          in == out && stride == 1
              ? null
              : addChildBlock("downsample", new Downsample(in, out, stride));
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      NDList x = bn1.forward(store, conv1.forward(store, inputs, training), training);
      x = new NDList(x.singletonOrThrow().getNDArrayInternal().relu());
      x = bn2.forward(store, conv2.forward(store, x, training), training);
      NDList shortcut = downsample == null ? inputs : downsample.forward(store, inputs, training);
      return new NDList(
          x.singletonOrThrow().add(shortcut.singletonOrThrow()).getNDArrayInternal().relu());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return conv2.getOutputShapes(conv1.getOutputShapes(shapes));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      conv1.initialize(manager, type, shapes);
      Shape[] x = conv1.getOutputShapes(shapes);
      bn1.initialize(manager, type, x);
      conv2.initialize(manager, type, x);
      bn2.initialize(manager, type, x);
      if (downsample != null) {
        downsample.initialize(manager, type, shapes);
      }
    }
  }

  /** The shortcut where the number of channels or the size changes. */
  private static final class Downsample extends AbstractBlock {
    private final AlignedConv2d conv;
    private final BatchNorm bn;

    Downsample(int in, int out, int stride) {
      conv = addChildBlock("conv", convolution(in, out, 1, stride));
      bn = addChildBlock("bn", BatchNorm.builder().build());
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
      return bn.forward(store, conv.forward(store, inputs, training), training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return conv.getOutputShapes(shapes);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      conv.initialize(manager, type, shapes);
      bn.initialize(manager, type, conv.getOutputShapes(shapes));
    }
  }

  private static AlignedConv2d convolution(int in, int out, int kernel, int stride) {
    return new AlignedConv2d(
        new AlignedConv2d.Settings(in, out, kernel, stride, kernel / 2, false));
  }
}
