package org.dsd4j.djl.kit.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import org.dsd4j.djl.kit.ctc.CtcLoss;
import org.dsd4j.djl.kit.nn.BidirectionalRecurrence;
import org.dsd4j.djl.network.ArrayValues;
import org.dsd4j.djl.network.Network;

/** Sequences of several lengths in one batch. */
final class SequenceChecks {
  private static final int FEATURES = 5;
  private static final int UNITS = 4;
  private static final double CLOSE = 1e-5;
  private static final int FRAMES = 4;
  private static final int SYMBOLS = 3;
  private static final int[] LABELS = {1, 2};

  private SequenceChecks() {}

  /** Each sequence of a padded batch has the same output as alone. */
  static void recurrence(NDManager manager) {
    NDList batch = GradientChecks.sequences(manager, FEATURES);
    try (Network network =
        Network.initialize(
            new BidirectionalRecurrence(UNITS, false),
            manager.getEngine().getEngineName(),
            manager.getDevice(),
            2,
            batch.getShapes())) {
      NDArray together = network.forward(new NDList(batch), false).get(0);
      float[] lengths = batch.get(1).toFloatArray();
      for (int b = 0; b < lengths.length; b++) {
        NDIndex own =
            new NDIndex().addSliceDim(0, (long) lengths[b]).addSliceDim(b, b + 1).addAllDim();
        NDArray length = ArrayValues.of(manager, new float[] {lengths[b]});
        NDArray alone = network.forward(new NDList(batch.get(0).get(own), length), false).get(0);
        ConformanceFailure.unlessClose(
            "sequence " + b + " of a batch",
            RandomArrays.doubles(alone.toFloatArray()),
            together.get(own).toFloatArray(),
            CLOSE);
      }
    }
  }

  /** Against the sum over every path, and its gradient against differences of that. */
  static void ctc(NDManager manager) {
    float[] logits = RandomArrays.gaussian(FRAMES * SYMBOLS, 8);
    NDArray x = ArrayValues.of(manager, logits, new Shape(FRAMES, 1, SYMBOLS));
    NDList labels =
        new NDList(
            ArrayValues.of(manager, new float[] {LABELS[0], LABELS[1]}, new Shape(1, 2)),
            ArrayValues.of(manager, new float[] {LABELS.length}));
    x.setRequiresGradient(true);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      NDArray loss =
          new CtcLoss(0, 1)
              .evaluate(labels, new NDList(x, ArrayValues.of(manager, new float[] {FRAMES})));
      ConformanceFailure.unlessClose(
          "the loss", loss(RandomArrays.doubles(logits)), loss.getFloat(), CLOSE);
      collector.backward(loss);
      ConformanceFailure.unlessClose(
          "the gradient", slopes(logits), x.getGradient().toFloatArray(), 10 * CLOSE);
    }
  }

  private static double[] slopes(float[] logits) {
    double step = 1e-5;
    double[] slopes = new double[logits.length];
    for (int i = 0; i < slopes.length; i++) {
      double[] above = RandomArrays.doubles(logits);
      double[] below = above.clone();
      above[i] += step;
      below[i] -= step;
      slopes[i] = (loss(above) - loss(below)) / (2 * step);
    }
    return slopes;
  }

  /** Adds the probability of every path that reads as the labels. */
  private static double loss(double[] logits) {
    int paths = (int) Math.pow(SYMBOLS, FRAMES);
    double total = 0;
    for (int path = 0; path < paths; path++) {
      int[] symbols = new int[FRAMES];
      double probability = 1;
      for (int t = 0, rest = path; t < FRAMES; t++, rest /= SYMBOLS) {
        symbols[t] = rest % SYMBOLS;
        double sum = 0;
        for (int c = 0; c < SYMBOLS; c++) {
          sum += Math.exp(logits[t * SYMBOLS + c]);
        }
        probability *= Math.exp(logits[t * SYMBOLS + symbols[t]]) / sum;
      }
      total += Arrays.equals(LABELS, collapsed(symbols)) ? probability : 0;
    }
    return -Math.log(total);
  }

  /** Drops repetitions, then blanks. */
  private static int[] collapsed(int[] symbols) {
    int[] read = new int[symbols.length];
    int count = 0;
    for (int t = 0; t < symbols.length; t++) {
      if (symbols[t] != 0 && (t == 0 || symbols[t] != symbols[t - 1])) {
        read[count++] = symbols[t];
      }
    }
    return Arrays.copyOf(read, count);
  }
}
