package org.dsd4j.datasets.audio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bits of an array of bytes, the highest of each byte first. */
final class BitReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int next; // the byte to be loaded
  private long bits; // the highest are the next ones; behind `count` they may already be there
  private int count;

  /** Starts at a byte; nothing is read at {@code end} or behind it. */
  BitReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.end = end;
    next = from;
  }

  /** The next byte, once all bits of the byte before are read. */
  int position() {
    return next - count / Byte.SIZE;
  }

  /** The next {@code width} bits, 0 to 32, without a sign. */
  long unsigned(int width) {
    if (width == 0) {
      return 0;
    }
    if (count < width) {
      fill(width);
    }
    long value = bits >>> (Long.SIZE - width);
    bits <<= width;
    count -= width;
    return value;
  }

  /** The next {@code width} bits, 1 to 32, as a number in two's complement. */
  int signed(int width) {
    if (count < width) {
      fill(width);
    }
    int value = (int) (bits >> (Long.SIZE - width));
    bits <<= width;
    count -= width;
    return value;
  }

  /** The number of bits that are 0 before the next that is 1; that one is read too. */
  int zeros() {
    int zeros = 0;
    while (true) {
      int here = Long.numberOfLeadingZeros(bits);
      if (here < count) {
        bits = bits << here << 1; // in two steps, since 64 at once would be none
        count -= here + 1;
        return zeros + here;
      }
      zeros += count;
      bits = count == Long.SIZE ? 0 : bits << count;
      count = 0;
      fill(1);
    }
  }

  /** Passes over the rest of a byte. */
  void align() {
    int rest = count % Byte.SIZE;
    bits <<= rest;
    count -= rest;
  }

  private void fill(int wanted) {
    if (next + Long.BYTES <= end && count <= Long.SIZE - Byte.SIZE) {
      bits |= (long) LONG.get(bytes, next) >>> count;
      int whole = (Long.SIZE - count) / Byte.SIZE;
      next += whole;
      count += whole * Byte.SIZE;
    }
    while (count < wanted) {
      if (next >= end) {
        throw new MalformedAudioException("the file ends within a frame");
      }
      bits |= (bytes[next++] & 0xffL) << (Long.SIZE - Byte.SIZE - count);
      count += Byte.SIZE;
    }
  }
}
