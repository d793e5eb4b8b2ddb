package org.dsd4j.reproductions.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.dsd4j.djl.kit.nn.BidirectionalRecurrence;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.ClippedRelu;
import org.dsd4j.djl.kit.nn.SequenceMask;
import org.dsd4j.djl.kit.nn.SequenceNorm;
import org.dsd4j.djl.kit.nn.SpectrogramConv;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.SeededInitializer;
import org.dsd4j.djl.network.SeededInitializer.Distribution;

/**
 * Deep Speech 2 as the paper counts it: two convolutions over frequency and time, seven
 * bidirectional recurrent layers, one fully connected layer, all with sequence-wise batch
 * normalisation, and the scores of the symbols. Activations are clipped at 20.
 *
 * <p>Parameters: {@code conv1} (channels, 1, 41, 11), {@code conv2} (channels, channels, 21, 11),
 * {@code recurrent1} to {@code recurrent7}, {@code fc}, {@code ctc}. With 161 bins, 32 channels and
 * 1,760 units they are counted layer by layer as the paper has them, but for the scores, whose
 * count does not follow from the other sizes: 29 symbols make 51,069 here.
 *
 * @see <a href="https://arxiv.org/abs/1607.04381">DSD, the table of Deep Speech 2's layers</a>
 * @see <a href="https://arxiv.org/abs/1512.02595">Amodei et al., Deep Speech 2, 2015</a>
 */
public final class DeepSpeech2 extends AbstractBlock implements SpeechNetwork {
  /** The units of every recurrent layer as published. */
  public static final int PUBLISHED_WIDTH = 1760;

  /** The channels of both convolutions as published. */
  public static final int PUBLISHED_CHANNELS = 32;

  private static final int RECURRENT_LAYERS = 7;
  private static final int KERNEL_TIME = 11;

  private final Sizes sizes;
  private final List<Block> convolutions;
  private final List<BidirectionalRecurrence> recurrences = new ArrayList<>();
  private final Linear connected;
  private final SequenceNorm connectedNorm;
  private final Linear scores;

  /**
   * How large the network is.
   *
   * @param width units of the recurrent and the fully connected layers, at least 1
   * @param channels of both convolutions, at least 1
   * @param strideTime frames between outputs of the first convolution; 2 as published
   * @param symbols the number of output symbols, the blank included, at least 2
   */
  public record Sizes(int width, int channels, int strideTime, int symbols) {}

  /**
   * Makes the network.
   *
   * @param sizes how large it is
   */
  public DeepSpeech2(Sizes sizes) {
    this.sizes = sizes;
    convolutions =
        List.of(
            addChildBlock("conv1", convolution(1, 41, sizes.strideTime)),
            addChildBlock("conv2", convolution(sizes.channels, 21, 1)));
    for (int i = 1; i <= RECURRENT_LAYERS; i++) {
      recurrences.add(
          addChildBlock("recurrent" + i, new BidirectionalRecurrence(sizes.width, true)));
    }
    connected = addChildBlock("fc", Linear.builder().setUnits(sizes.width).optBias(false).build());
    connected.setInitializer(new SeededInitializer(Distribution.HE_IN), Parameter.Type.WEIGHT);
    connectedNorm = addChildBlock("norm", new SequenceNorm());
    scores = addChildBlock("ctc", Layers.scores(sizes.symbols));
  }

  private SpectrogramConv convolution(int in, int kernelFrequency, int strideTime) {
    return new SpectrogramConv(
        new SpectrogramConv.Settings(
            in, sizes.channels, kernelFrequency, KERNEL_TIME, 2, strideTime));
  }

  @Override
  public int stride() {
    return sizes.strideTime;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape[] shapes = Chain.initialize(convolutions, manager, type, inputs);
    shapes = Chain.initialize(recurrences, manager, type, shapes);
    connected.initialize(manager, type, shapes[0]);
    connectedNorm.initialize(manager, type, shapes);
    scores.initialize(manager, type, shapes[0]);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList convolved = Chain.run(convolutions, store, inputs, training);
    NDArray x = convolved.get(0);
    SequenceMask mask =
        SequenceMask.of(
            ArrayValues.floats(convolved.get(1)),
            x.getShape().get(0),
            x.getManager(),
            x.getDataType());
    for (BidirectionalRecurrence recurrence : recurrences) {
      x = recurrence.recur(store, x, mask, training);
    }
    x = connected.forward(store, new NDList(x), training).singletonOrThrow();
    x = connectedNorm.normalize(store, x, mask, training).clip(0, ClippedRelu.CLIP);
    x = scores.forward(store, new NDList(x), training).singletonOrThrow();
    return new NDList(x, convolved.get(1));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    long time = (inputs[0].get(0) + sizes.strideTime - 1) / sizes.strideTime;
    return new Shape[] {new Shape(time, inputs[0].get(1), sizes.symbols), inputs[1]};
  }
}
