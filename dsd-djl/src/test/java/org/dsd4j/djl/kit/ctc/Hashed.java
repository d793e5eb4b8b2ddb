package org.dsd4j.djl.kit.ctc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Pseudo-random numbers that the script of the fixtures computes to the same bits. */
final class Hashed {
  private static final long SALT_STEP = 1_000_003;

  private Hashed() {}

  /** A multiple of 1/1024 in [-1, 1). */
  static double value(long salt, long index) {
    return (mixed(salt * SALT_STEP + index) >>> 53) / 1024.0 - 1;
  }

  static long mixed(long seed) {
    long value = seed + 0x9E3779B97F4A7C15L;
    value = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    value = (value ^ (value >>> 27)) * 0x94D049BB133111EBL;
    return value ^ (value >>> 31);
  }

  /** Logits in [-scale, scale). */
  static FloatBuffer logits(long salt, double scale, int count) {
    FloatBuffer logits = floats(count);
    for (int i = 0; i < count; i++) {
      logits.put(i, (float) (scale * value(salt, i)));
    }
    return logits;
  }

  static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
