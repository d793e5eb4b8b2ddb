package org.dsd4j.datasets.audio;

import java.util.Optional;

/**
 * The header of a frame of FLAC.
 *
 * @param length in bytes, the checksum included
 * @param block samples of each channel, 1 to 65,536
 * @param assignment how channels are stored: their number less one, or 8 to 10 for a pair of which
 *     one is a difference
 * @param variable whether {@code number} counts samples instead of frames
 * @param number of this frame, or of its first sample
 */
record FlacFrameHeader(int length, int block, int assignment, boolean variable, long number) {

  private static final int SYNC = 0x3ffe;
  private static final int SYNC_BITS = 14;
  private static final int PAIRS = 8;
  private static final int LAST_PAIR = 10;
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};
  private static final int[] RATES = {
    0, 88_200, 176_400, 192_000, 8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
  };

  /** Fewer bytes are no frame. */
  private static final int SHORTEST = 6;

  /**
   * Reads the header at a place.
   *
   * @return nothing if none is there that fits the file: of its checksum, channels and bits
   */
  static Optional<FlacFrameHeader> at(byte[] bytes, int at, FlacFile.Header file) {
    if (at + SHORTEST > bytes.length || bytes[at] != -1 || (bytes[at + 1] & 0xfe) != 0xf8) {
      return Optional.empty();
    }
    try {
      return parse(new BitReader(bytes, at, bytes.length), bytes, at, file);
    } catch (MalformedAudioException endOfFile) {
      return Optional.empty();
    }
  }

  private static Optional<FlacFrameHeader> parse(
      BitReader in, byte[] bytes, int at, FlacFile.Header file) {
    if (in.unsigned(SYNC_BITS) != SYNC || in.unsigned(1) != 0) {
      return Optional.empty();
    }
    boolean variable = in.unsigned(1) == 1;
    int blockCode = (int) in.unsigned(4);
    int rateCode = (int) in.unsigned(4);
    int assignment = (int) in.unsigned(4);
    int bits = BITS[(int) in.unsigned(3)];
    long reserved = in.unsigned(1);
    long number = number(in);
    int block = block(in, blockCode);
    long rate = rate(in, rateCode);
    int length = in.position() - at;
    boolean whole =
        reserved == 0
            && number >= 0
            && block > 0
            && in.unsigned(8) == Checksums.crc8(bytes, at, at + length);
    FlacFrameHeader header = new FlacFrameHeader(length + 1, block, assignment, variable, number);
    boolean fits =
        assignment <= LAST_PAIR
            && header.channels() == file.channels()
            && (bits == 0 || bits == file.bits())
            && (rate == 0 || rate == file.rate());
    return whole && fits ? Optional.of(header) : Optional.empty();
  }

  int channels() {
    return assignment < PAIRS ? assignment + 1 : 2;
  }

  /** As UTF-8 writes code points, up to 36 bits; -1 if it is malformed. */
  private static long number(BitReader in) {
    long first = in.unsigned(8);
    if (first < 0x80) {
      return first;
    }
    int following = Integer.numberOfLeadingZeros((int) (~first & 0xff)) - (Integer.SIZE - 8) - 1;
    if (following < 1 || following > 6) {
      return -1;
    }
    long number = first & (0x3f >> following);
    for (int i = 0; i < following; i++) {
      long next = in.unsigned(8);
      if (next >>> 6 != 0b10) {
        return -1;
      }
      number = (number << 6) | (next & 0x3f);
    }
    return number;
  }

  private static int block(BitReader in, int code) {
    return switch (code) {
      case 0 -> 0;
      case 1 -> 192;
      case 2, 3, 4, 5 -> 576 << (code - 2);
      case 6 -> (int) in.unsigned(8) + 1;
      case 7 -> (int) in.unsigned(16) + 1;
      default -> 256 << (code - 8);
    };
  }

  /** In Hz; 0 where the file's own counts. */
  private static long rate(BitReader in, int code) {
    return switch (code) {
      case 12 -> in.unsigned(8) * 1000;
      case 13 -> in.unsigned(16);
      case 14 -> in.unsigned(16) * 10;
      case 15 -> -1;
      default -> RATES[code];
    };
  }
}
