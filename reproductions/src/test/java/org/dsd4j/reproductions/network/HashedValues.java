package org.dsd4j.reproductions.network;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Numbers that follow from a name and an index by integer arithmetic alone, so that Java and the
 * script in {@code src/test/parity} have the same bits without storing them: splitmix64 of the
 * name's FNV-1a hash plus the index, the upper 24 bits of it as a number in [-1, 1).
 */
public final class HashedValues {
  private final long start;

  /** Numbers of a name. */
  public HashedValues(String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    start = hash;
  }

  /**
   * Where values lie.
   *
   * @param middle the middle of the interval
   * @param half half its length
   * @param push how far both halves are moved away from the middle, which leaves a gap
   */
  record Spread(double middle, double half, double push) {
    /** Keeps the variance of what passes a ReLU, for a weight (out, in, ...). */
    static Spread ofWeight(long[] shape) {
      double fanIn = 1;
      for (int i = 1; i < shape.length; i++) {
        fanIn *= shape[i];
      }
      return new Spread(0, Math.sqrt(6 / fanIn), 0);
    }
  }

  /** The number of an index. */
  public double at(long index) {
    long z = start + index + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return (z >>> 40) / (double) (1 << 23) - 1;
  }

  void fill(FloatBuffer target, Spread spread) {
    for (int i = 0; i < target.limit(); i++) {
      double s = at(i);
      double push = s < 0 ? -spread.push() : spread.push();
      target.put(i, (float) (spread.middle() + spread.half() * s + push));
    }
  }
}
