package org.dsd4j.djl.check;

import ai.djl.nn.Parameter;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RecurrentBlock;
import java.util.HashMap;
import java.util.Map;

/**
 * DJL's LSTM and GRU of one layer and one direction as loops in double precision, from the formulas
 * in their Javadoc.
 */
final class PlainRecurrence {
  private final boolean lstm;
  private final Map<String, float[]> parameters = new HashMap<>();
  private final int state;
  private final int in;

  PlainRecurrence(RecurrentBlock block) {
    lstm = block instanceof LSTM;
    for (Map.Entry<String, Parameter> each : block.getDirectParameters().toMap().entrySet()) {
      parameters.put(each.getKey(), each.getValue().getArray().toFloatArray());
    }
    state = parameters.get("l_0_i2h_BIAS").length / (lstm ? 4 : 3);
    in = parameters.get("l_0_i2h_WEIGHT").length / parameters.get("l_0_i2h_BIAS").length;
  }

  /**
   * Computes the states.
   *
   * @param x (batch, time, in)
   * @return (batch, time, state)
   */
  double[] states(float[] x, int batch, int time) {
    double[] all = new double[batch * time * state];
    for (int b = 0; b < batch; b++) {
      double[] h = new double[state];
      double[] c = new double[state];
      for (int t = 0; t < time; t++) {
        double[] fromInput = new double[gates() * state];
        for (int row = 0; row < fromInput.length; row++) {
          fromInput[row] = parameters.get("l_0_i2h_BIAS")[row];
          for (int i = 0; i < in; i++) {
            fromInput[row] +=
                (double) parameters.get("l_0_i2h_WEIGHT")[row * in + i]
                    * x[(b * time + t) * in + i];
          }
        }
        double[] fromState = ofState(h);
        h = lstm ? lstm(fromInput, fromState, c) : gru(fromInput, fromState, h);
        System.arraycopy(h, 0, all, (b * time + t) * state, state);
      }
    }
    return all;
  }

  private int gates() {
    return lstm ? 4 : 3;
  }

  private double[] ofState(double[] h) {
    double[] sums = new double[gates() * state];
    for (int row = 0; row < sums.length; row++) {
      sums[row] = parameters.get("l_0_h2h_BIAS")[row];
      for (int i = 0; i < state; i++) {
        sums[row] += parameters.get("l_0_h2h_WEIGHT")[row * state + i] * h[i];
      }
    }
    return sums;
  }

  /** Gates i, f, g, o; writes c. */
  private double[] lstm(double[] x, double[] h, double[] c) {
    double[] next = new double[state];
    for (int i = 0; i < state; i++) {
      double input = sigmoid(x[i] + h[i]);
      double forget = sigmoid(x[state + i] + h[state + i]);
      double value = Math.tanh(x[2 * state + i] + h[2 * state + i]);
      double output = sigmoid(x[3 * state + i] + h[3 * state + i]);
      c[i] = forget * c[i] + input * value;
      next[i] = output * Math.tanh(c[i]);
    }
    return next;
  }

  /** Gates r, z, n. */
  private double[] gru(double[] x, double[] sums, double[] h) {
    double[] next = new double[state];
    for (int i = 0; i < state; i++) {
      double reset = sigmoid(x[i] + sums[i]);
      double keep = sigmoid(x[state + i] + sums[state + i]);
      double value = Math.tanh(x[2 * state + i] + reset * sums[2 * state + i]);
      next[i] = (1 - keep) * value + keep * h[i];
    }
    return next;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
