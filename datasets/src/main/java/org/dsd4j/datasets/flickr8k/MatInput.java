package org.dsd4j.datasets.flickr8k;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of one element of a MAT file; no element in it can reach beyond its end. */
final class MatInput {

  /** Of a name, or of the extents of a matrix: each is a few numbers or letters. */
  private static final int LONGEST_LIST = 1 << 12;

  private final InputStream in;
  private final ByteOrder order;
  private long left;

  /** Reads at most {@code length} bytes. */
  MatInput(InputStream in, ByteOrder order, long length) {
    this.in = in;
    this.order = order;
    this.left = length;
  }

  /**
   * What stands before data.
   *
   * @param type of the data, as the format numbers it
   * @param bytes how many follow; up to 4 may stand in the tag itself
   * @param small whether they do
   */
  record Tag(int type, long bytes, boolean small) {}

  /** The bytes that are left of the element. */
  long left() {
    return left;
  }

  /** The order of the bytes of a number. */
  ByteOrder order() {
    return order;
  }

  /** The next bytes as an element of their own, which has to be read to its end first. */
  MatInput part(long bytes) throws IOException {
    left -= requireInside(bytes, left);
    return new MatInput(in, order, bytes);
  }

  /** The bytes that are left. */
  InputStream stream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = left == 0 ? -1 : in.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
      }
    };
  }

  /** Reads a tag, and checks that its data lie inside of this element. */
  Tag tag() throws IOException {
    int first = numbers(Integer.BYTES).getInt();
    if (first >>> 16 != 0) {
      return new Tag(first & 0xffff, requireInside(first >>> 16, Integer.BYTES), true);
    }
    long bytes = numbers(Integer.BYTES).getInt() & 0xffffffffL;
    return new Tag(first, requireInside(bytes, left), false);
  }

  private static long requireInside(long bytes, long most) throws IOException {
    if (bytes > most) {
      throw new IOException(
          "an element says that it has " + bytes + " bytes, where " + most + " are");
    }
    return bytes;
  }

  /** Reads all data after a tag, which must be short. */
  ByteBuffer list(Tag tag) throws IOException {
    requireInside(tag.bytes, LONGEST_LIST);
    ByteBuffer data = numbers((int) tag.bytes);
    skip(padding(tag));
    return data;
  }

  /** Data start at multiples of 8 bytes; those in a tag fill it up to 8. */
  private static long padding(Tag tag) {
    return tag.small ? Integer.BYTES - tag.bytes : -tag.bytes & 7;
  }

  /** Reads bytes as numbers in the order of the file. */
  ByteBuffer numbers(int bytes) throws IOException {
    requireInside(bytes, left);
    byte[] data = in.readNBytes(bytes);
    if (data.length < bytes) {
      throw new EOFException("it ends before its data do");
    }
    left -= bytes;
    return ByteBuffer.wrap(data).order(order);
  }

  /** Leaves bytes out; fewer if the element ends before. */
  void skip(long bytes) throws IOException {
    long skipped = Math.min(bytes, left);
    in.skipNBytes(skipped);
    left -= skipped;
  }
}
