package org.dsd4j.djl.kit.ctc;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Precision;

/**
 * The CTC loss: the mean over the batch's utterances of -ln p(labels | logits).
 *
 * <p>Predictions: logits before the softmax, (T, B, C), time first, and the number of frames of
 * each utterance that count, (B); the rest is padding. Labels: codes, (B, L) with L at least 1,
 * padded with anything, and the number of codes of each utterance, (B), which may be 0. Lengths and
 * codes are whole numbers of any type.
 *
 * <p>An utterance whose labels do not fit into its frames has no path: it adds 0 to the loss and to
 * the gradient and is counted in {@link #skipped()}; the mean is still over all utterances. Logits
 * have to be finite, in the padding too: otherwise the loss is NaN.
 *
 * <p>DJL has no operation for this, so loss and gradient are computed in Java by {@link
 * CtcGradient}, whether or not a gradient is collected, and the engine is given a sum that has just
 * this value and this gradient. Computed in doubles, both are rounded to the logits' type: not at
 * all for FLOAT64.
 */
public final class CtcLoss extends Loss {
  private final CtcGradient gradient;
  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private long skipped;

  /**
   * Creates the loss.
   *
   * @param blank the code of the blank, at least 0
   * @param threads how many threads compute, at least 1; the result does not depend on it
   */
  public CtcLoss(int blank, int threads) {
    super("CtcLoss");
    this.gradient = new CtcGradient(blank, threads);
  }

  /**
   * Returns how many utterances had no path since this loss was created.
   *
   * @return their number, at least 0
   */
  public synchronized long skipped() {
    return skipped;
  }

  /**
   * Computes the loss of a batch.
   *
   * @param labels codes (B, L) and their counts (B)
   * @param predictions logits (T, B, C) and frame counts (B)
   * @return the mean, a scalar of the logits' type
   * @throws IllegalArgumentException if shapes, lengths or codes do not fit
   */
  @Override
  public synchronized NDArray evaluate(NDList labels, NDList predictions) {
    requireShapes(labels, predictions);
    NDArray logits = predictions.get(0);
    Shape shape = logits.getShape();
    CtcBatch batch =
        new CtcBatch(
            Math.toIntExact(shape.get(0)),
            Math.toIntExact(shape.get(2)),
            integers(predictions.get(1)),
            labellings(labels));
    try (NDManager scope = logits.getManager().newSubManager()) {
      NDArray fixed = logits.stopGradient();
      fixed.attach(scope);
      Precision precision = Precision.of(logits);
      ByteBuffer gradients = memory(shape.size() * precision.type().getNumOfBytes());
      double[] losses = compute(fixed, batch, gradients, precision);
      NDArray view = ArrayValues.of(scope, gradients, shape, precision.type());
      return surrogate(logits, fixed, view, mean(losses));
    }
  }

  private double[] compute(
      NDArray logits, CtcBatch batch, ByteBuffer gradients, Precision precision) {
    NDArray numbers = logits.toType(precision.type(), false);
    numbers.attach(logits.getManager());
    // A view of the engine's memory if the engine offers one.
    ByteBuffer values = numbers.toByteBuffer(true);
    double weight = 1.0 / batch.size();
    return precision == Precision.DOUBLE
        ? gradient.compute(values.asDoubleBuffer(), batch, gradients.asDoubleBuffer(), weight)
        : gradient.compute(values.asFloatBuffer(), batch, gradients.asFloatBuffer(), weight);
  }

  private double mean(double[] losses) {
    double sum = 0;
    for (double loss : losses) {
      if (loss == Double.POSITIVE_INFINITY) {
        skipped++;
      } else {
        sum += loss;
      }
    }
    return sum / losses.length;
  }

  /**
   * (logits - the same as a constant) * gradient is exactly 0 and has the gradient; the loss is
   * added to it. The engine keeps its own copy of the gradient for the backward pass, because the
   * next call uses the memory of Java again.
   */
  private static NDArray surrogate(NDArray logits, NDArray fixed, NDArray view, double value) {
    NDManager owner = logits.getManager();
    NDArray gradient = view.duplicate().toType(logits.getDataType(), false);
    gradient.attach(owner);
    NDArray zero = logits.sub(fixed).mul(gradient).sum();
    return zero.add(ArrayValues.full(owner, new Shape(), value, logits.getDataType()));
  }

  private ByteBuffer memory(long size) {
    int bytes = Math.toIntExact(size);
    if (memory.capacity() < bytes) {
      memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    return memory.slice(0, bytes).order(ByteOrder.nativeOrder());
  }

  private static List<int[]> labellings(NDList labels) {
    int[] codes = integers(labels.get(0));
    int[] counts = integers(labels.get(1));
    int width = Math.toIntExact(labels.get(0).getShape().get(1));
    List<int[]> labellings = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0 || counts[i] > width) {
        throw new IllegalArgumentException(
            "utterance " + i + " has " + counts[i] + " labels of " + width);
      }
      labellings.add(Arrays.copyOfRange(codes, i * width, i * width + counts[i]));
    }
    return labellings;
  }

  private static int[] integers(NDArray array) {
    try (NDArray copy = array.toType(DataType.INT32, true)) {
      return copy.toIntArray();
    }
  }

  private static void requireShapes(NDList labels, NDList predictions) {
    if (labels.size() == 2 && predictions.size() == 2) {
      Shape logits = predictions.get(0).getShape();
      Shape codes = labels.get(0).getShape();
      if (logits.dimension() == 3 && codes.dimension() == 2) {
        Shape each = new Shape(logits.get(1));
        if (codes.get(0) == logits.get(1)
            && predictions.get(1).getShape().equals(each)
            && labels.get(1).getShape().equals(each)) {
          return;
        }
      }
    }
    throw new IllegalArgumentException(
        "CTC takes logits (T, B, C) and frame counts (B), but got "
            + shapes(predictions)
            + "; and labels (B, L) and their counts (B), but got "
            + shapes(labels));
  }

  private static String shapes(NDList arrays) {
    return Arrays.toString(arrays.getShapes());
  }
}
