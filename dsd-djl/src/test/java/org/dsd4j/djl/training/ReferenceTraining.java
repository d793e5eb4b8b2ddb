package org.dsd4j.djl.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network of two linear layers with a ReLU between, softmax cross-entropy, and SGD with momentum,
 * weight decay 0.01 and masks: written from the formulas, in double precision, with nothing of the
 * code under test.
 */
final class ReferenceTraining {
  private static final double MOMENTUM = 0.9;
  // The decay is a float there.
  private static final double DECAY = 0.01f;

  private final int in;
  private final int hidden;
  private final int classes;
  private final boolean nesterov;
  private final boolean keepMomentum;
  private final List<double[]> weights = new ArrayList<>();
  private final List<double[]> velocities = new ArrayList<>();
  private final List<boolean[]> kept = new ArrayList<>();
  private int steps;

  /** Takes the initial values in the order weight (out, in), bias, weight, bias. */
  ReferenceTraining(
      List<float[]> initial,
      int in,
      int hidden,
      int classes,
      boolean nesterov,
      boolean keepMomentum) {
    this.in = in;
    this.hidden = hidden;
    this.classes = classes;
    this.nesterov = nesterov;
    this.keepMomentum = keepMomentum;
    for (float[] values : initial) {
      weights.add(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
      velocities.add(new double[values.length]);
      kept.add(all(values.length));
    }
  }

  int steps() {
    return steps;
  }

  int parameters() {
    return weights.size();
  }

  double[] values(int parameter) {
    return weights.get(parameter).clone();
  }

  void prune(double sparsity) {
    for (int p : new int[] {0, 2}) {
      double[] w = weights.get(p);
      boolean[] mask = new boolean[w.length];
      IntStream.range(0, w.length)
          .boxed()
          .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(w[i])))
          .limit(Math.round(w.length * (1 - sparsity)))
          .forEach(i -> mask[i] = true);
      kept.set(p, mask);
      for (int i = 0; i < w.length; i++) {
        w[i] = mask[i] ? w[i] : 0;
        velocities.get(p)[i] = mask[i] || keepMomentum ? velocities.get(p)[i] : 0;
      }
    }
  }

  void lift() {
    kept.replaceAll(mask -> all(mask.length));
  }

  /** Makes one update and returns the mean loss before it. */
  double step(float[][] inputs, int[] labels, double rate) {
    List<double[]> gradients = weights.stream().map(w -> new double[w.length]).toList();
    double loss = 0;
    for (int e = 0; e < inputs.length; e++) {
      loss += differentiate(inputs[e], labels[e], gradients) / inputs.length;
    }
    for (int p = 0; p < weights.size(); p++) {
      update(p, gradients.get(p), inputs.length, rate);
    }
    steps++;
    return loss;
  }

  private void update(int p, double[] gradient, int examples, double rate) {
    double[] w = weights.get(p);
    double[] v = velocities.get(p);
    for (int i = 0; i < w.length; i++) {
      boolean stays = kept.get(p)[i];
      double g = stays || keepMomentum ? gradient[i] / examples + DECAY * w[i] : 0;
      v[i] = (float) MOMENTUM * v[i] + g;
      double direction = nesterov ? g + (float) MOMENTUM * v[i] : v[i];
      w[i] = stays ? w[i] - (float) rate * direction : 0;
    }
  }

  /** Adds the gradients of one example and returns its loss. */
  private double differentiate(float[] x, int label, List<double[]> gradients) {
    double[] h = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      double sum = weights.get(1)[j];
      for (int i = 0; i < in; i++) {
        sum += weights.get(0)[j * in + i] * x[i];
      }
      h[j] = Math.max(0, sum);
    }
    double[] probabilities = softmax(h);
    double[] dh = new double[hidden];
    for (int c = 0; c < classes; c++) {
      double dz = probabilities[c] - (c == label ? 1 : 0);
      gradients.get(3)[c] += dz;
      for (int j = 0; j < hidden; j++) {
        gradients.get(2)[c * hidden + j] += dz * h[j];
        dh[j] += dz * weights.get(2)[c * hidden + j];
      }
    }
    for (int j = 0; j < hidden; j++) {
      double da = h[j] > 0 ? dh[j] : 0;
      gradients.get(1)[j] += da;
      for (int i = 0; i < in; i++) {
        gradients.get(0)[j * in + i] += da * x[i];
      }
    }
    return -Math.log(probabilities[label]);
  }

  private double[] softmax(double[] h) {
    double[] z = new double[classes];
    double total = 0;
    for (int c = 0; c < classes; c++) {
      double sum = weights.get(3)[c];
      for (int j = 0; j < hidden; j++) {
        sum += weights.get(2)[c * hidden + j] * h[j];
      }
      z[c] = Math.exp(sum);
      total += z[c];
    }
    for (int c = 0; c < classes; c++) {
      z[c] /= total;
    }
    return z;
  }

  private static boolean[] all(int length) {
    boolean[] mask = new boolean[length];
    Arrays.fill(mask, true);
    return mask;
  }
}
