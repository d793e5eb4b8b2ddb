package org.dsd4j.datasets.flickr8k;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Types in which a MAT file keeps numbers: whole ones in fewer bytes than their class has. */
enum MatNumber {
  INT8(1, 1),
  UINT8(2, 1),
  INT16(3, 2),
  UINT16(4, 2),
  INT32(5, 4),
  UINT32(6, 4),
  SINGLE(7, 4),
  DOUBLE(9, 8),
  INT64(12, 8),
  UINT64(13, 8);

  private final int type;
  private final int width;

  MatNumber(int type, int width) {
    this.type = type;
    this.width = width;
  }

  /** The type of a number in the format. */
  static MatNumber of(int type) throws IOException {
    for (MatNumber number : values()) {
      if (number.type == type) {
        return number;
      }
    }
    throw new IOException("its numbers are of type " + type + ", which there is not");
  }

  /** Bytes of a number. */
  int width() {
    return width;
  }

  /** The next number, rounded to the nearest float. */
  float next(ByteBuffer bytes) {
    return switch (this) {
      case INT8 -> bytes.get();
      case UINT8 -> bytes.get() & 0xff;
      case INT16 -> bytes.getShort();
      case UINT16 -> bytes.getShort() & 0xffff;
      case INT32 -> bytes.getInt();
      case UINT32 -> bytes.getInt() & 0xffffffffL;
      case SINGLE -> bytes.getFloat();
      case DOUBLE -> (float) bytes.getDouble();
      case INT64 -> bytes.getLong();
      case UINT64 -> {
        long value = bytes.getLong();
        yield value >= 0 ? value : (value >>> 1) * 2f;
      }
    };
  }
}
