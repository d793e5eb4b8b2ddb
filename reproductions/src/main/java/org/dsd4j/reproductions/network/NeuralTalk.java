package org.dsd4j.reproductions.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.dsd4j.djl.kit.nn.Dropout;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.SeededInitializer;
import org.dsd4j.djl.network.SeededInitializer.Distribution;

/**
 * The caption model of NeuralTalk: the image is the first word of a sentence that one LSTM reads,
 * and each word predicts the next.
 *
 * <pre>
 * x_0 = F We + be,  x_t = Ws[word t],  x_1 = Ws[start]
 * i, f, o = sigmoid, g = tanh of  [x_t h_(t-1)] WLSTM + bLSTM       (gates in this order)
 * c_t = i g + f c_(t-1),  h_t = o c_t                               (no tanh: tanhC_version = 0)
 * scores_t = h_t Wd + bd                                            (t from 1: not for the image)
 * </pre>
 *
 * <p>Dropout acts on every x and on every h that is decoded, not on the h that the LSTM reads.
 *
 * <p>Sentences are packed: longest first, and all first words, then all second words, and so on, so
 * that nothing is computed for padding, since there is none. Inputs: features (N, D), the images;
 * tokens (P), the input words in packed order, the start token of each sentence first; counts (T),
 * how many sentences have a word at each place, descending, with counts[0] = N and sum P. Output:
 * scores (P, V) in the same order. {@code T} is not the number of steps of the LSTM: it takes one
 * more, for the image.
 *
 * <p>Parameters: {@code We} (D, H), {@code be} (H), {@code Ws} (V, H), {@code WLSTM} (2 H, 4 H):
 * the rows of x, then those of h, {@code bLSTM} (4 H), {@code Wd} (H, V), {@code bd} (V). In the
 * original, bLSTM is the first row of WLSTM; it stands apart here since biases are never pruned.
 *
 * @see <a href="https://github.com/karpathy/neuraltalk">NeuralTalk, imagernn/lstm_generator.py</a>
 * @see <a href="https://arxiv.org/abs/1411.4555">Show and Tell, Vinyals et al., 2014</a>
 */
public final class NeuralTalk extends AbstractBlock {
  /** The size of the image vector, the words and the LSTM as published. */
  public static final int PUBLISHED_WIDTH = 256;

  private final int width;
  private final int vocabulary;
  private final double dropout;
  private final Parameter imageWeight;
  private final Parameter imageBias;
  private final Parameter words;
  private final Parameter gateWeight;
  private final Parameter gateBias;
  private final Parameter scoreWeight;
  private final Parameter scoreBias;

  /**
   * Makes the model.
   *
   * @param width the size H of the image vector, the words and the LSTM, at least 1
   * @param scoreBias what bd starts with, one value for each token of the vocabulary: logarithms of
   *     their frequencies
   * @param dropout the rate of dropout before and after the LSTM, in [0, 1); published: 0.5
   */
  public NeuralTalk(int width, float[] scoreBias, double dropout) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1 but was " + width);
    }
    this.width = width;
    this.vocabulary = scoreBias.length;
    this.dropout = dropout;
    float[] logs = scoreBias.clone();
    imageWeight = add("We", Parameter.Type.WEIGHT, uniform());
    imageBias = add("be", Parameter.Type.BIAS, Initializer.ZEROS);
    words = add("Ws", Parameter.Type.WEIGHT, uniform());
    gateWeight = add("WLSTM", Parameter.Type.WEIGHT, uniform());
    gateBias = add("bLSTM", Parameter.Type.BIAS, uniform());
    scoreWeight = add("Wd", Parameter.Type.WEIGHT, uniform());
    this.scoreBias =
        add(
            "bd",
            Parameter.Type.BIAS,
            (manager, shape, type) -> ArrayValues.of(manager, logs, shape, type));
  }

  private static Initializer uniform() {
    return new SeededInitializer(Distribution.UNIFORM_TENTH);
  }

  private Parameter add(String name, Parameter.Type type, Initializer initializer) {
    return addParameter(
        Parameter.builder().setName(name).setType(type).optInitializer(initializer).build());
  }

  /**
   * What the LSTM carries from one word to the next.
   *
   * @param hidden h (N, H)
   * @param cell c (N, H)
   */
  public record State(NDArray hidden, NDArray cell) {}

  @Override
  protected void prepare(Shape[] inputs) {
    imageWeight.setShape(new Shape(inputs[0].get(1), width));
    imageBias.setShape(new Shape(width));
    words.setShape(new Shape(vocabulary, width));
    gateWeight.setShape(new Shape(2L * width, 4L * width));
    gateBias.setShape(new Shape(4L * width));
    scoreWeight.setShape(new Shape(width, vocabulary));
    scoreBias.setShape(new Shape(vocabulary));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray features = inputs.get(0);
    Device device = features.getDevice();
    int[] counts = inputs.get(2).toIntArray();
    NDArray images =
        features
            .matMul(store.getValue(imageWeight, device, training))
            .add(store.getValue(imageBias, device, training));
    NDArray embedded = rows(store.getValue(words, device, training), inputs.get(1));
    NDArray x = drop(images.concat(embedded), training);
    NDList weights = halves(store.getValue(gateWeight, device, training));
    // What the gates get from x, for all places in one product.
    NDArray fromX = x.matMul(weights.get(0)).add(store.getValue(gateBias, device, training));
    NDList places = fromX.split(starts(features.getShape().get(0), counts), 0);
    NDList decoded = new NDList();
    State state = tick(places.get(0), null, weights.get(1));
    for (int t = 1; t < places.size(); t++) {
      state = tick(places.get(t), shortened(state, counts[t - 1]), weights.get(1));
      decoded.add(state.hidden);
    }
    NDArray hidden = drop(NDArrays.concat(decoded, 0), training);
    return new NDList(
        hidden
            .matMul(store.getValue(scoreWeight, device, training))
            .add(store.getValue(scoreBias, device, training)));
  }

  /** The rows of WLSTM that x meets, and those that h meets. */
  private NDList halves(NDArray weight) {
    return weight.split(new long[] {width}, 0);
  }

  /** Where the rows of each place start, in an array whose first rows are the images. */
  private static long[] starts(long images, int[] counts) {
    long[] starts = new long[counts.length];
    long at = images;
    for (int i = 0; i < counts.length; i++) {
      starts[i] = at;
      at += counts[i];
    }
    return starts;
  }

  /** The state of the sentences that go on; they stand first. */
  private static State shortened(State state, int count) {
    if (state.hidden.getShape().get(0) == count) {
      return state;
    }
    long[] kept = {count};
    return new State(state.hidden.split(kept, 0).get(0), state.cell.split(kept, 0).get(0));
  }

  /** One step of the LSTM; {@code state} is null before the first. */
  private State tick(NDArray fromX, State state, NDArray hiddenWeight) {
    NDArray sum = state == null ? fromX : fromX.add(state.hidden.matMul(hiddenWeight));
    NDList parts = sum.split(new long[] {3L * width}, 1);
    NDList gates =
        parts.get(0).getNDArrayInternal().sigmoid().split(new long[] {width, 2L * width}, 1);
    NDArray written = gates.get(0).mul(parts.get(1).tanh());
    NDArray cell = state == null ? written : written.add(gates.get(1).mul(state.cell));
    return new State(gates.get(2).mul(cell), cell);
  }

  private NDArray drop(NDArray x, boolean training) {
    return training ? Dropout.drop(x, dropout) : x;
  }

  /**
   * Picks rows of a matrix.
   *
   * @param matrix (R, H)
   * @param indices (N) INT64, each in [0, R)
   * @return (N, H)
   */
  public static NDArray rows(NDArray matrix, NDArray indices) {
    return indices
        .getNDArrayInternal()
        .embedding(indices, matrix, SparseFormat.DENSE)
        .singletonOrThrow();
  }

  /**
   * Feeds images to the LSTM, outside of training.
   *
   * @param features (N, D); the results are attached to its manager
   * @return the state after the image, from which the first word follows
   */
  public State readImages(NDArray features) {
    return step(features.matMul(imageWeight.getArray()).add(imageBias.getArray()), null);
  }

  /**
   * Feeds one word of each sentence to the LSTM, outside of training.
   *
   * @param tokens (N) INT64, the words
   * @param state the state before them
   * @return the state after them
   */
  public State readWords(NDArray tokens, State state) {
    return step(rows(words.getArray(), tokens), state);
  }

  private State step(NDArray x, State state) {
    NDList weights = halves(gateWeight.getArray());
    return tick(x.matMul(weights.get(0)).add(gateBias.getArray()), state, weights.get(1));
  }

  /**
   * Scores every token as the next one.
   *
   * @param state the state after the last word
   * @return (N, V), before the softmax
   */
  public NDArray scores(State state) {
    return state.hidden.matMul(scoreWeight.getArray()).add(scoreBias.getArray());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[1].get(0), vocabulary)};
  }
}
