package org.dsd4j.datasets.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** How one sample is encoded. */
enum SampleEncoding {
  UNSIGNED_8(1) {
    @Override
    float read(ByteBuffer bytes, int at) {
      return ((bytes.get(at) & 0xff) - 128) / 128f;
    }
  },
  SIGNED_8(1) {
    @Override
    float read(ByteBuffer bytes, int at) {
      return bytes.get(at) / 128f;
    }
  },
  SIGNED_16(2) {
    @Override
    float read(ByteBuffer bytes, int at) {
      return bytes.getShort(at) / 32_768f;
    }
  },
  SIGNED_24(3) {
    @Override
    float read(ByteBuffer bytes, int at) {
      boolean little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
      int high = bytes.get(little ? at + 2 : at);
      int low = bytes.get(little ? at : at + 2) & 0xff;
      return ((high << 16) | ((bytes.get(at + 1) & 0xff) << 8) | low) / 8_388_608f;
    }
  },
  SIGNED_32(4) {
    @Override
    float read(ByteBuffer bytes, int at) {
      return (float) (bytes.getInt(at) / 2_147_483_648.0);
    }
  },
  FLOAT_32(4) {
    @Override
    float read(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  FLOAT_64(8) {
    @Override
    float read(ByteBuffer bytes, int at) {
      return (float) bytes.getDouble(at);
    }
  },
  /** The companding of European telephones, as G.711 defines it. */
  A_LAW(1) {
    @Override
    float read(ByteBuffer bytes, int at) {
      int code = bytes.get(at) ^ 0x55;
      int exponent = (code >> 4) & 7;
      int mantissa = ((code & 0x0f) << 4) + 8;
      int magnitude = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
      return ((code & 0x80) != 0 ? magnitude : -magnitude) / 32_768f;
    }
  },
  /** The companding of North American telephones, as G.711 defines it. */
  MU_LAW(1) {
    @Override
    float read(ByteBuffer bytes, int at) {
      int code = ~bytes.get(at);
      int magnitude = ((((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
      return ((code & 0x80) == 0 ? magnitude : -magnitude) / 32_768f;
    }
  };

  private final int width;

  SampleEncoding(int width) {
    this.width = width;
  }

  /** Integers of 1 to 32 bits, which are in the highest bits of as few bytes as hold them. */
  static Optional<SampleEncoding> integers(int bits, boolean signedBytes) {
    return switch ((bits + Byte.SIZE - 1) / Byte.SIZE) {
      case 1 -> Optional.of(signedBytes ? SIGNED_8 : UNSIGNED_8);
      case 2 -> Optional.of(SIGNED_16);
      case 3 -> Optional.of(SIGNED_24);
      case 4 -> Optional.of(SIGNED_32);
      default -> Optional.empty();
    };
  }

  /** Whether samples need not be in [-1, 1]. */
  boolean isFloating() {
    return this == FLOAT_32 || this == FLOAT_64;
  }

  /** Bytes of a sample. */
  int width() {
    return width;
  }

  /** The sample at a byte, full scale being 1; the order of bytes is the buffer's. */
  abstract float read(ByteBuffer bytes, int at);
}
