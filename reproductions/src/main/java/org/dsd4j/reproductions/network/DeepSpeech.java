package org.dsd4j.reproductions.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.List;
import org.dsd4j.djl.kit.nn.BidirectionalRecurrence;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.ClippedRelu;
import org.dsd4j.djl.kit.nn.ContextWindow;
import org.dsd4j.djl.kit.nn.SequenceMask;
import org.dsd4j.djl.network.ArrayValues;

/**
 * Deep Speech as the paper counts it: a layer over a context of 11 frames, two fully connected
 * layers, one bidirectional recurrence with a shared projection of its input, one fully connected
 * layer, and the scores of the symbols. Activations are clipped at 20.
 *
 * <p>Parameters: {@code conv} (units, 11 bins), {@code fc1}, {@code fc2}, {@code recurrent}, {@code
 * fc4}, {@code ctc}; with 161 bins, 1,024 units and 29 symbols they are 8,139,805.
 *
 * @see <a href="https://arxiv.org/abs/1607.04381">DSD, the table of Deep Speech's layers</a>
 * @see <a href="https://arxiv.org/abs/1412.5567">Hannun et al., Deep Speech, 2014</a>
 */
public final class DeepSpeech extends AbstractBlock implements SpeechNetwork {
  /** The units of every layer as published. */
  public static final int PUBLISHED_WIDTH = 1024;

  private static final int CONTEXT = 11;
  private static final int STRIDE = 2;

  private final int symbols;
  private final List<Block> before;
  private final BidirectionalRecurrence recurrent;
  private final List<Block> after;

  /**
   * Makes the network.
   *
   * @param width units of every layer, at least 1
   * @param symbols the number of output symbols, the blank included, at least 2
   */
  public DeepSpeech(int width, int symbols) {
    this.symbols = symbols;
    before =
        List.of(
            addChildBlock("conv", new ContextWindow(CONTEXT, STRIDE, width)),
            new ClippedRelu(),
            addChildBlock("fc1", Layers.hidden(width)),
            new ClippedRelu(),
            addChildBlock("fc2", Layers.hidden(width)),
            new ClippedRelu());
    recurrent = addChildBlock("recurrent", new BidirectionalRecurrence(width, false));
    after =
        List.of(
            addChildBlock("fc4", Layers.hidden(width)),
            new ClippedRelu(),
            addChildBlock("ctc", Layers.scores(symbols)));
  }

  @Override
  public int stride() {
    return STRIDE;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape[] shapes = Chain.initialize(before, manager, type, inputs[0]);
    Shape[] withLengths = {shapes[0], inputs[1]};
    recurrent.initialize(manager, type, withLengths);
    Chain.initialize(after, manager, type, recurrent.getOutputShapes(withLengths)[0]);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDManager scope = inputs.get(0).getManager();
    float[] lengths = SequenceMask.strided(ArrayValues.floats(inputs.get(1)), STRIDE);
    NDArray x = Chain.run(before, store, new NDList(inputs.get(0)), training).singletonOrThrow();
    SequenceMask mask = SequenceMask.of(lengths, x.getShape().get(0), scope, x.getDataType());
    NDArray h = recurrent.recur(store, x, mask, training);
    NDArray scores = Chain.run(after, store, new NDList(h), training).singletonOrThrow();
    return new NDList(scores, ArrayValues.of(scope, lengths));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    long time = (inputs[0].get(0) + STRIDE - 1) / STRIDE;
    return new Shape[] {new Shape(time, inputs[0].get(1), symbols), inputs[1]};
  }
}
