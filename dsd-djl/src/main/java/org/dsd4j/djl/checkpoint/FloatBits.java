package org.dsd4j.djl.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import org.dsd4j.djl.checkpoint.TensorFile.Tensor;

/**
 * The elements of a floating-point tensor as bits.
 *
 * @param data the elements, little-endian
 * @param width bytes of an element: 2, 4 or 8
 */
record FloatBits(ByteBuffer data, int width) {
  static FloatBits of(Tensor tensor) {
    return new FloatBits(little(tensor.data().slice()), FloatValues.width(tensor.type()));
  }

  private static ByteBuffer little(ByteBuffer data) {
    return data.order(ByteOrder.LITTLE_ENDIAN);
  }

  int size() {
    return data.capacity() / width;
  }

  /** Returns the bits of an element, in the lowest {@code 8 * width} bits. */
  long get(int index) {
    int at = index * width;
    return switch (width) {
      case Long.BYTES -> data.getLong(at);
      case Integer.BYTES -> data.getInt(at);
      default -> data.getShort(at);
    };
  }

  boolean isZero(int index) {
    // The shift drops the sign.
    return get(index) << (Long.SIZE + 1 - Byte.SIZE * width) == 0;
  }

  boolean isNegative(int index) {
    return get(index) < 0;
  }

  private void put(ByteBuffer into, long bits) {
    switch (width) {
      case Long.BYTES -> into.putLong(bits);
      case Integer.BYTES -> into.putInt((int) bits);
      default -> into.putShort((short) bits);
    }
  }

  /** Returns the elements at the bits that are set, one after another. */
  Tensor select(BitSet where, String type) {
    int count = where.cardinality();
    ByteBuffer selected = little(ByteBuffer.allocateDirect(count * width));
    for (int i = where.nextSetBit(0); i >= 0; i = where.nextSetBit(i + 1)) {
      put(selected, get(i));
    }
    return new Tensor(type, List.of((long) count), selected.flip());
  }

  /** The inverse: these elements at the bits that are set, zeros elsewhere. */
  ByteBuffer spread(BitSet where, BitSet negative, int size) {
    ByteBuffer all = little(ByteBuffer.allocateDirect(size * width));
    long minusZero = 1L << (Byte.SIZE * width - 1);
    int next = 0;
    int zero = 0;
    for (int i = 0; i < size; i++) {
      if (where.get(i)) {
        put(all, get(next++));
      } else {
        put(all, negative.get(zero++) ? minusZero : 0);
      }
    }
    return all.flip();
  }
}
