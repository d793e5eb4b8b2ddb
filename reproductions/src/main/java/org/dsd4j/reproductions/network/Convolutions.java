package org.dsd4j.reproductions.network;

import org.dsd4j.djl.nn.AlignedConv2d;

/**
 * The convolutions that the networks without normalisation are made of: all of them have a bias.
 */
final class Convolutions {
  private Convolutions() {}

  /** Keeps the size of the image where the stride is 1; kernels are odd. */
  static AlignedConv2d same(int in, int out, int kernel) {
    return strided(in, out, kernel, 1, kernel / 2);
  }

  static AlignedConv2d strided(int in, int out, int kernel, int stride, int padding) {
    return new AlignedConv2d(new AlignedConv2d.Settings(in, out, kernel, stride, padding, true));
  }
}
