package org.dsd4j.datasets.audio;

import java.util.Arrays;

/** Decodes one channel of a frame of FLAC. */
final class FlacSubframe {

  private static final int CONSTANT = 0;
  private static final int VERBATIM = 1;
  private static final int FIXED = 8;
  private static final int MOST_FIXED = 4;
  private static final int LINEAR = 32;

  /** The coefficients of the fixed predictors, the nearest sample first. */
  private static final int[][] FIXED_COEFFICIENTS = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private final BitReader in;
  private final int[] samples;
  private final int block;

  /** Writes {@code block} samples. */
  FlacSubframe(BitReader in, int[] samples, int block) {
    this.in = in;
    this.samples = samples;
    this.block = block;
  }

  void decode(int bits) {
    if (in.unsigned(1) != 0) {
      throw damaged();
    }
    int type = (int) in.unsigned(6);
    int wasted = in.unsigned(1) == 0 ? 0 : in.zeros() + 1;
    int width = bits - wasted;
    if (width < 1) {
      throw damaged();
    }
    if (type == CONSTANT) {
      Arrays.fill(samples, 0, block, in.signed(width));
    } else if (type == VERBATIM) {
      raw(0, block, width);
    } else if (type >= LINEAR) {
      linear(type - LINEAR + 1, width);
    } else if (type >= FIXED && type <= FIXED + MOST_FIXED) {
      fixed(type - FIXED, width);
    } else {
      throw damaged();
    }
    for (int i = 0; wasted > 0 && i < block; i++) {
      samples[i] <<= wasted;
    }
  }

  private void raw(int from, int to, int width) {
    for (int i = from; i < to; i++) {
      samples[i] = in.signed(width);
    }
  }

  private void fixed(int order, int width) {
    warmUp(order, width);
    residual(order);
    predict(FIXED_COEFFICIENTS[order], 0, width + MOST_FIXED);
  }

  private void linear(int order, int width) {
    warmUp(order, width);
    int precision = (int) in.unsigned(4) + 1;
    int shift = in.signed(5);
    if (precision > 15 || shift < 0) {
      throw damaged();
    }
    int[] coefficients = new int[order];
    for (int i = 0; i < order; i++) {
      coefficients[i] = in.signed(precision);
    }
    residual(order);
    predict(
        coefficients,
        shift,
        width + precision + Integer.SIZE - Integer.numberOfLeadingZeros(order));
  }

  private void warmUp(int order, int width) {
    if (order > block) {
      throw damaged();
    }
    raw(0, order, width);
  }

  /** Adds to the residuals what follows from the samples before; sums need {@code width} bits. */
  private void predict(int[] coefficients, int shift, int width) {
    int order = coefficients.length;
    if (width <= Integer.SIZE) {
      for (int i = order; i < block; i++) {
        int sum = 0;
        for (int k = 0; k < order; k++) {
          sum += coefficients[k] * samples[i - 1 - k];
        }
        samples[i] += sum >> shift;
      }
    } else {
      for (int i = order; i < block; i++) {
        long sum = 0;
        for (int k = 0; k < order; k++) {
          sum += (long) coefficients[k] * samples[i - 1 - k];
        }
        samples[i] += (int) (sum >> shift);
      }
    }
  }

  /** Partitions of equal length, of which the first lacks the samples of the warm-up. */
  private void residual(int order) {
    int method = (int) in.unsigned(2);
    if (method > 1) {
      throw damaged();
    }
    int parameterBits = 4 + method;
    int partitions = 1 << in.unsigned(4);
    int length = block / partitions;
    if (length * partitions != block || length < order) {
      throw damaged();
    }
    int escape = (1 << parameterBits) - 1;
    for (int partition = 0; partition < partitions; partition++) {
      int from = partition == 0 ? order : partition * length;
      int to = (partition + 1) * length;
      int parameter = (int) in.unsigned(parameterBits);
      if (parameter < escape) {
        rice(from, to, parameter);
      } else {
        escaped(from, to);
      }
    }
  }

  private void rice(int from, int to, int parameter) {
    for (int i = from; i < to; i++) {
      int folded = (in.zeros() << parameter) | (int) in.unsigned(parameter);
      samples[i] = (folded >>> 1) ^ -(folded & 1);
    }
  }

  private void escaped(int from, int to) {
    int width = (int) in.unsigned(5);
    if (width == 0) {
      Arrays.fill(samples, from, to, 0);
    } else {
      raw(from, to, width);
    }
  }

  private static MalformedAudioException damaged() {
    return new MalformedAudioException("a frame violates the format");
  }
}
