package org.dsd4j.api.pruning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Which weights of one parameter are kept: one bit each. Immutable. */
public final class Mask {
  private final long[] shape;
  private final int size;
  private final int kept;
  private final long[] words;

  /** Takes the words without a copy: callers in this package give them up. */
  Mask(long[] shape, long[] words) {
    this.shape = shape.clone();
    this.size = sizeOf(shape);
    this.words = words;
    if (words.length != wordsFor(size)) {
      throw new IllegalArgumentException(
          "a mask of shape " + Arrays.toString(shape) + " needs " + wordsFor(size) + " words");
    }
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    this.kept = count;
  }

  /**
   * Reads a mask back.
   *
   * @param shape the shape of the parameter
   * @param bytes what {@link #toBytes()} gave
   * @return the mask, never null
   * @throws IllegalArgumentException when the bytes do not fit the shape
   */
  public static Mask fromBytes(long[] shape, byte[] bytes) {
    int size = sizeOf(shape);
    if (bytes.length != wordsFor(size) * Long.BYTES) {
      throw new IllegalArgumentException(
          "a mask of shape "
              + Arrays.toString(shape)
              + " does not have "
              + bytes.length
              + " bytes");
    }
    long[] words = new long[wordsFor(size)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    if (size % Long.SIZE != 0 && words[words.length - 1] >>> (size % Long.SIZE) != 0) {
      throw new IllegalArgumentException("bits beyond the last weight are set");
    }
    return new Mask(shape, words);
  }

  /**
   * Returns whether a weight is kept.
   *
   * @param index the row-major index, in [0, size)
   * @return true when it is kept, false when it is pruned
   */
  public boolean keeps(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("weight " + index + " of " + size);
    }
    return (words[index >> 6] & (1L << index)) != 0;
  }

  /**
   * Returns the number of weights.
   *
   * @return the product of the shape
   */
  public int size() {
    return size;
  }

  /**
   * Returns the number of weights that are kept.
   *
   * @return the number, in [0, size]
   */
  public int kept() {
    return kept;
  }

  /**
   * Returns the shape of the parameter.
   *
   * @return a fresh array
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * Writes 1 for each kept and 0 for each pruned weight.
   *
   * @param out a buffer with at least {@link #size()} elements remaining
   */
  public void writeTo(FloatBuffer out) {
    for (int i = 0; i < size; i++) {
      out.put((words[i >> 6] >>> i & 1L) == 0 ? 0f : 1f);
    }
  }

  /**
   * Packs the bits, eight weights a byte, lowest bit first, filled with zeros to a multiple of
   * eight bytes.
   *
   * @return a fresh array
   */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(words);
    return bytes.array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask mask
        && Arrays.equals(shape, mask.shape)
        && Arrays.equals(words, mask.words);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(words);
  }

  /** Returns the shape and the share kept, not the bits. */
  @Override
  public String toString() {
    return "Mask" + Arrays.toString(shape) + " keeps " + kept + " of " + size;
  }

  static int wordsFor(int size) {
    return (size + Long.SIZE - 1) / Long.SIZE;
  }

  private static int sizeOf(long[] shape) {
    long size = 1;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return Math.toIntExact(size);
  }
}
