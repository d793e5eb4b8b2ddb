package org.dsd4j.datasets.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The header of Microsoft's RIFF/WAVE.
 *
 * <p>Chunks other than {@code fmt} and {@code data} are skipped; a chunk of odd length is followed
 * by one byte of padding. Programs that write to a pipe cannot go back to fill in the length of the
 * samples: they leave 0, or about 2 or 4 GiB (0x7FFFF000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, or a
 * little less for the header). Those mean: until the end of the file. RF64, whose length of the
 * samples has 64 bits, is read too.
 *
 * <p>Where {@code javax.sound.sampled} reads a file correctly, integers and floating point alike,
 * the samples are the same. It is not used, because up to Java 25 it refuses mu-law in the
 * extensible form, and floating-point and extensible files with a chunk of odd length before the
 * samples; it reads files that are cut off, or whose header contradicts itself, without an error;
 * and it says of all files that it refuses only that their format is unsupported.
 */
final class WavHeader {

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int A_LAW = 6;
  private static final long PLACEHOLDER = 0x7fff0000L; // and more: no such file is read at all
  private static final long ALL_BITS = 0xffffffffL;
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int SUBFORMAT = 24; // place of the real format in an extensible chunk

  private WavHeader() {}

  static boolean recognises(ByteBuffer head) {
    return head.limit() >= RIFF_HEADER
        && List.of("RIFF", "RF64", "BW64").contains(text(head, 0, 4))
        && "WAVE".equals(text(head, 8, 4));
  }

  /**
   * Reads the chunks up to the samples.
   *
   * @param head the beginning of the file
   * @param size of the whole file
   */
  static SampleLayout parse(ByteBuffer head, long size) {
    ByteBuffer bytes = head.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long at = RIFF_HEADER;
    int format = -1;
    long samplesOf64 = PLACEHOLDER;
    while (at + CHUNK_HEADER <= bytes.limit()) {
      String id = text(bytes, (int) at, 4);
      long length = bytes.getInt((int) at + 4) & 0xffffffffL;
      long content = at + CHUNK_HEADER;
      if ("ds64".equals(id) && content + 16 <= bytes.limit()) {
        samplesOf64 = bytes.getLong((int) content + 8);
      } else if ("fmt ".equals(id)) {
        format = (int) content;
        requireFormat(bytes, format, length);
      } else if ("data".equals(id)) {
        boolean of64 = length == ALL_BITS && samplesOf64 >= 0;
        return samples(bytes, format, content, of64 ? samplesOf64 : length, size);
      }
      at = content + length + length % 2;
    }
    throw new MalformedAudioException("is cut off: no data chunk is there; copy it again");
  }

  private static void requireFormat(ByteBuffer bytes, int format, long length) {
    if (length < 16) {
      throw new MalformedAudioException("its fmt chunk of %d bytes is too short".formatted(length));
    }
    if (format + length > bytes.limit()) {
      throw new MalformedAudioException("is cut off within its fmt chunk; copy it again");
    }
    if (code(bytes, format) == EXTENSIBLE && length < SUBFORMAT + 2) {
      throw new MalformedAudioException("its extensible fmt chunk names no subformat");
    }
  }

  private static SampleLayout samples(
      ByteBuffer bytes, int format, long content, long length, long size) {
    if (format < 0) {
      throw new MalformedAudioException("its data chunk comes before its fmt chunk");
    }
    int channels = bytes.getShort(format + 2) & 0xffff;
    SampleEncoding coding = coding(bytes, format);
    int block = bytes.getShort(format + 12) & 0xffff;
    if (block != channels * coding.width()) {
      throw new MalformedAudioException(
          "its frames have %d bytes, but %d channels of %d bytes each"
              .formatted(block, channels, coding.width()));
    }
    boolean unknown = length >= PLACEHOLDER || (length == 0 && !onlyChunks(bytes, content, size));
    long there = unknown ? Math.max(0, size - content) : length;
    return new SampleLayout(
        bytes.getInt(format + 4),
        channels,
        coding,
        ByteOrder.LITTLE_ENDIAN,
        content,
        SampleLayout.frames(there, channels, coding));
  }

  /** Whether what follows empty samples is chunks up to the end, and not the samples themselves. */
  private static boolean onlyChunks(ByteBuffer bytes, long from, long size) {
    long at = from;
    while (at + CHUNK_HEADER <= Math.min(size, bytes.limit())) {
      long length = bytes.getInt((int) at + 4) & ALL_BITS;
      at += CHUNK_HEADER + length + length % 2;
    }
    return at == size || at == size + 1;
  }

  private static SampleEncoding coding(ByteBuffer bytes, int format) {
    int code = code(bytes, format);
    if (code == EXTENSIBLE) {
      code = bytes.getShort(format + SUBFORMAT) & 0xffff;
    }
    int bits = bytes.getShort(format + 14) & 0xffff;
    return switch (code) {
      case PCM ->
          SampleEncoding.integers(bits, false)
              .filter(any -> bits > 0)
              .orElseThrow(() -> notRead(PCM, bits));
      case FLOAT ->
          bits == 64 ? SampleEncoding.FLOAT_64 : only(32, bits, code, SampleEncoding.FLOAT_32);
      case A_LAW -> only(8, bits, code, SampleEncoding.A_LAW);
      case MU_LAW -> only(8, bits, code, SampleEncoding.MU_LAW);
      default -> throw notRead(code, bits);
    };
  }

  private static SampleEncoding only(int wanted, int bits, int code, SampleEncoding coding) {
    if (bits != wanted) {
      throw notRead(code, bits);
    }
    return coding;
  }

  private static MalformedAudioException notRead(int code, int bits) {
    return new MalformedAudioException(
        "is WAV of format %d with %d bits, which is not supported; convert it: ffmpeg -i IN -c:a pcm_s16le OUT.wav"
            .formatted(code, bits));
  }

  private static int code(ByteBuffer bytes, int format) {
    return bytes.getShort(format) & 0xffff;
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] letters = new byte[length];
    bytes.get(at, letters);
    return new String(letters, StandardCharsets.US_ASCII);
  }
}
