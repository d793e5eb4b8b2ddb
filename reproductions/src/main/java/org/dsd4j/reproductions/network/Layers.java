package org.dsd4j.reproductions.network;

import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.ConstantInitializer;
import org.dsd4j.djl.kit.nn.AlignedConv2d;
import org.dsd4j.djl.kit.nn.Chain;
import org.dsd4j.djl.kit.nn.Dropout;
import org.dsd4j.djl.kit.nn.Flatten;
import org.dsd4j.djl.kit.nn.LocalResponseNorm;
import org.dsd4j.djl.kit.nn.Pool2d;
import org.dsd4j.djl.kit.nn.Pool2d.Rounding;
import org.dsd4j.djl.kit.nn.Relu;
import org.dsd4j.djl.network.SeededInitializer;
import org.dsd4j.djl.network.SeededInitializer.Distribution;

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
    return heIn(
        new AlignedConv2d(new AlignedConv2d.Settings(in, out, kernel, stride, padding, true)));
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

  /** A convolution in groups that keeps the size of the image. */
  static AlignedConv2d grouped(int in, int out, int kernel, int groups) {
    return heIn(
        new AlignedConv2d(
            new AlignedConv2d.Settings(in, out, kernel, 1, kernel / 2, true), groups));
  }

  /** The pooling of Caffe's definitions: 3x3 with stride 2, sizes rounded up. */
  static Pool2d pool() {
    return Pool2d.max(3, 2, 0, Rounding.UP);
  }

  /** The local response normalisation of Caffe's definitions. */
  static LocalResponseNorm norm() {
    return new LocalResponseNorm(5, 1e-4, 0.75, 1);
  }

  /**
   * Appends fc6, fc7 and fc8, as VGG-16 and AlexNet end: two fully connected layers with dropout
   * and the scores.
   */
  static Chain fullyConnected(Chain network, int hidden, int classes, double dropout) {
    network.add("flatten", new Flatten());
    for (int i = 6; i <= 7; i++) {
      network
          .add("fc" + i, hidden(hidden))
          .add("relu" + i, new Relu())
          .add("drop" + i, new Dropout(dropout));
    }
    return network.add("fc8", scores(classes));
  }

  /** A fully connected layer in the middle of a network. */
  static Linear hidden(int units) {
    return linear(units, Distribution.HE_IN);
  }

  /** The last layer. */
  static Linear scores(int classes) {
    return linear(classes, Distribution.UNIFORM_IN);
  }

  private static AlignedConv2d heIn(AlignedConv2d convolution) {
    convolution.setInitializer(new SeededInitializer(Distribution.HE_IN), Parameter.Type.WEIGHT);
    return convolution;
  }

  private static Linear linear(int units, Distribution distribution) {
    Linear linear = Linear.builder().setUnits(units).build();
    linear.setInitializer(new SeededInitializer(distribution), Parameter.Type.WEIGHT);
    return linear;
  }
}
