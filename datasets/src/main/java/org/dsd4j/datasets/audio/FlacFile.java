package org.dsd4j.datasets.audio;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Xiph's FLAC of 4 to 24 bits. Every frame is held to its own checksums and all samples to the MD5
 * of the header, where it has one.
 *
 * <p>A tag of ID3v2 in front is passed over, and so is whatever follows the last frame, such as a
 * tag of ID3v1: where the header says how many frames there are, that is what comes after them;
 * where it does not, what has no further frame in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9639">RFC 9639</a>
 */
final class FlacFile {

  private static final byte[] MAGIC = {'f', 'L', 'a', 'C'};
  private static final int BLOCK_HEADER = 4;
  private static final int INFO = 34;
  private static final int CHECKSUM = 16;
  private static final int FEWEST_BITS = 4;
  private static final int MOST_BITS = 24;

  private FlacFile() {}

  static boolean recognises(ByteBuffer head) {
    int at = Id3.end(head);
    return head.limit() - at >= MAGIC.length
        && head.slice(at, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
  }

  /** 20 bits of rate, 3 of channels, 5 of sample size, 36 of frames. */
  static Header parse(ByteBuffer head) {
    int block = Id3.end(head) + MAGIC.length;
    int info = block + BLOCK_HEADER;
    if (head.limit() < info + INFO) {
      throw new MalformedAudioException("is cut off within its header; copy it again");
    }
    if ((head.get(block) & 0x7f) != 0) {
      throw new MalformedAudioException(
          "is damaged: its first block is not the one that describes it");
    }
    long bits = head.getLong(info + 10);
    byte[] checksum = new byte[CHECKSUM];
    head.get(info + INFO - CHECKSUM, checksum);
    Header header =
        new Header(
            block,
            (int) (bits >>> 44),
            (int) ((bits >>> 41) & 7) + 1,
            (int) ((bits >>> 36) & 31) + 1,
            bits & 0xfffffffffL,
            checksum);
    Bounds.requireRate(header.rate());
    if (header.bits() < FEWEST_BITS || header.bits() > MOST_BITS) {
      throw new MalformedAudioException(
          "is FLAC of %d bits, which is not supported; convert it: ffmpeg -i IN -sample_fmt s16 OUT.flac"
              .formatted(header.bits()));
    }
    return header;
  }

  /** The mean of the channels. */
  static float[] mono(byte[] file, Header header) {
    return new Decoding(file, header).samples();
  }

  /**
   * The first block of a file.
   *
   * @param block where it begins
   * @param frames samples of each channel, 0 if unknown
   * @param checksum MD5 of the samples, all 0 if unknown
   */
  @SuppressWarnings("ArrayRecordComponent") // copied nowhere, compared nowhere
  record Header(int block, int rate, int channels, int bits, long frames, byte[] checksum) {

    boolean hasChecksum() {
      return !Arrays.equals(checksum, new byte[CHECKSUM]);
    }
  }

  /** One decoding of a file. */
  private static final class Decoding {

    // The header may lie, so no more than this is allocated in advance.
    private static final int FIRST_SAMPLES = 1 << 20;

    private final byte[] file;
    private final Header header;
    private final FlacFrame frame;
    private final Md5 md5;
    private float[] samples;
    private int count;
    private long frames;

    Decoding(byte[] file, Header header) {
      this.file = file;
      this.header = header;
      frame = new FlacFrame(file, header);
      md5 = new Md5(header);
      samples = new float[(int) Math.min(header.frames(), FIRST_SAMPLES)];
    }

    float[] samples() {
      int at = firstFrame();
      Optional<FlacFrameHeader> next = FlacFrameHeader.at(file, at, header);
      while (next.isPresent() && isNext(next.get())) {
        try {
          frame.decode(next.get(), at);
        } catch (MalformedAudioException damaged) {
          if (isComplete()) {
            break; // What follows the last frame only looked like one.
          }
          throw damaged(damaged.getMessage());
        }
        add(next.get());
        at = frame.end();
        next = FlacFrameHeader.at(file, at, header);
      }
      requireWhole(at);
      return Arrays.copyOf(samples, count);
    }

    /** The byte after all blocks of metadata. */
    private int firstFrame() {
      int at = header.block();
      boolean last = false;
      while (!last) {
        if (at + BLOCK_HEADER > file.length) {
          throw new MalformedAudioException("is cut off within its header; copy it again");
        }
        last = file[at] < 0;
        long length = ByteBuffer.wrap(file).getInt(at) & 0xffffffL;
        if (at + BLOCK_HEADER + length > file.length) {
          throw new MalformedAudioException("is cut off within its header; copy it again");
        }
        at += BLOCK_HEADER + (int) length;
      }
      return at;
    }

    private boolean isComplete() {
      return header.frames() > 0 && count >= header.frames();
    }

    /** Frames are numbered; the first of a stream that was recorded from its middle is not 0. */
    private boolean isNext(FlacFrameHeader found) {
      boolean first = frames == 0;
      long expected = found.variable() ? count : frames;
      if (first || found.number() == expected || header.hasChecksum() || header.frames() > 0) {
        return true;
      }
      throw damaged("a frame is missing");
    }

    private void add(FlacFrameHeader found) {
      int block = found.block();
      Bounds.requireLength((long) count + block, header.rate());
      if (count + block > samples.length) {
        long known = header.frames() > count ? header.frames() : Bounds.MOST_FRAMES;
        int doubled = (int) Math.min(known, 2L * samples.length);
        samples = Arrays.copyOf(samples, Math.max(doubled, count + block));
      }
      md5.add(frame, block);
      float unit = 1f / (1 << (header.bits() - 1)); // a power of two, so that products are exact
      for (int i = 0; i < block; i++) {
        float sum = 0;
        for (int channel = 0; channel < header.channels(); channel++) {
          sum += frame.channel(channel)[i] * unit;
        }
        samples[count + i] = sum / header.channels();
      }
      count += block;
      frames++;
    }

    private void requireWhole(int end) {
      if (count < header.frames() || count == 0) {
        throw end < file.length && count < header.frames()
            ? damaged("no frame follows")
            : new MalformedAudioException(
                count == 0 && header.frames() == 0
                    ? "holds no sound; record it again or leave it out"
                    : "is cut off: %d of %d frames are there; copy it again"
                        .formatted(count, header.frames()));
      }
      if (header.hasChecksum() && !md5.is(header.checksum())) {
        throw new MalformedAudioException("is damaged: its checksum does not match; copy it again");
      }
      if (!header.hasChecksum() && header.frames() == 0) {
        requireNoFrameBehind(end);
      }
    }

    /** Where nothing says how long the sound is, a damaged frame must not pass for its end. */
    private void requireNoFrameBehind(int end) {
      for (int at = end; at < file.length; at++) {
        if (file[at] == -1 && FlacFrameHeader.at(file, at, header).isPresent()) {
          throw damaged("bytes between two frames belong to none");
        }
      }
    }

    private MalformedAudioException damaged(String why) {
      return new MalformedAudioException(
          "is damaged or cut off after %d%s frames (%s); copy it again"
              .formatted(count, header.frames() == 0 ? "" : " of " + header.frames(), why));
    }
  }

  /** The checksum of samples that are interleaved, in whole bytes, the lowest first. */
  private static final class Md5 {

    private final int channels;
    private final int width;
    private final boolean wanted;
    private final MessageDigest digest;
    private byte[] bytes = {};

    Md5(Header header) {
      channels = header.channels();
      width = (header.bits() + Byte.SIZE - 1) / Byte.SIZE;
      wanted = header.hasChecksum();
      try {
        digest = MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every Java has MD5", impossible);
      }
    }

    void add(FlacFrame frame, int block) {
      if (!wanted) {
        return;
      }
      int length = block * channels * width;
      if (bytes.length < length) {
        bytes = new byte[length];
      }
      for (int channel = 0; channel < channels; channel++) {
        int[] samples = frame.channel(channel);
        int at = channel * width;
        for (int i = 0; i < block; i++, at += channels * width) {
          for (int k = 0; k < width; k++) {
            bytes[at + k] = (byte) (samples[i] >> (Byte.SIZE * k));
          }
        }
      }
      digest.update(bytes, 0, length);
    }

    boolean is(byte[] checksum) {
      return MessageDigest.isEqual(checksum, digest.digest());
    }
  }
}
