package org.dsd4j.reproductions.network;

import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.ConstantInitializer;
import org.dsd4j.djl.network.SeededInitializer;
import org.dsd4j.djl.network.SeededInitializer.Distribution;
import org.dsd4j.djl.nn.AlignedConv2d;

/**
 * The layers of the networks without normalisation. All have a bias. They start from the
 * distribution over the inputs: over the outputs, as residual networks have it, a convolution from
 * many channels to few would amplify, and nothing here normalises it again. The last layer starts
 * smaller, as in Caffe's definitions: scores that are large before anything is learned make the
 * first steps kill units.
 */
final class Layers {
  private Layers() {}

  /** A convolution that keeps the size of the image; kernels are odd. */
  static AlignedConv2d same(int in, int out, int kernel) {
    return strided(in, out, kernel, 1, kernel / 2);
  }

  static AlignedConv2d strided(int in, int out, int kernel, int stride, int padding) {
    AlignedConv2d convolution =
        new AlignedConv2d(new AlignedConv2d.Settings(in, out, kernel, stride, padding, true));
    convolution.setInitializer(new SeededInitializer(Distribution.HE_IN), Parameter.Type.WEIGHT);
    return convolution;
  }

  /**
   * The last layer of SqueezeNet, a convolution of one place that a relu follows. Its biases start
   * at 1, so that every score is above 0: from 0, some seeds soon have all scores below, where no
   * gradient is left.
   */
  static AlignedConv2d scoresBeforeRelu(int in, int classes) {
    AlignedConv2d convolution = same(in, classes, 1);
    convolution.setInitializer(
        new SeededInitializer(Distribution.UNIFORM_IN), Parameter.Type.WEIGHT);
    convolution.setInitializer(new ConstantInitializer(1), Parameter.Type.BIAS);
    return convolution;
  }

  /** A fully connected layer in the middle of a network. */
  static Linear hidden(int units) {
    return linear(units, Distribution.HE_IN);
  }

  /** The last layer. */
  static Linear scores(int classes) {
    return linear(classes, Distribution.UNIFORM_IN);
  }

  private static Linear linear(int units, Distribution distribution) {
    Linear linear = Linear.builder().setUnits(units).build();
    linear.setInitializer(new SeededInitializer(distribution), Parameter.Type.WEIGHT);
    return linear;
  }
}
