package org.dsd4j.datasets.audio;

/**
 * Decodes the frames of a FLAC file one after the other, always into the same arrays.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9639">RFC 9639, sections 9.2 and 9.3</a>
 */
final class FlacFrame {

  private static final int LEFT_SIDE = 8;
  private static final int SIDE_RIGHT = 9;
  private static final int MID_SIDE = 10;
  private static final int FOOTER = 2;

  private final byte[] bytes;
  private final int bits;
  private final int[][] samples;
  private int end;

  FlacFrame(byte[] bytes, FlacFile.Header file) {
    this.bytes = bytes;
    bits = file.bits();
    samples = new int[file.channels()][0];
  }

  /** Samples of a channel of the frame that was decoded last; more may follow from older ones. */
  int[] channel(int channel) {
    return samples[channel];
  }

  /** The byte after the frame that was decoded last. */
  int end() {
    return end;
  }

  /**
   * Decodes a frame.
   *
   * @throws MalformedAudioException if it is damaged, which its checksum shows
   */
  void decode(FlacFrameHeader header, int at) {
    BitReader in = new BitReader(bytes, at + header.length(), bytes.length);
    for (int channel = 0; channel < samples.length; channel++) {
      if (samples[channel].length < header.block()) {
        samples[channel] = new int[header.block()];
      }
      int wide = isDifference(header.assignment(), channel) ? 1 : 0;
      new FlacSubframe(in, samples[channel], header.block()).decode(bits + wide);
    }
    in.align();
    int footer = in.position();
    if (in.unsigned(16) != Checksums.crc16(bytes, at, footer)) {
      throw new MalformedAudioException("the checksum of a frame does not match");
    }
    end = footer + FOOTER;
    join(header);
  }

  private static boolean isDifference(int assignment, int channel) {
    return (assignment == SIDE_RIGHT && channel == 0)
        || ((assignment == LEFT_SIDE || assignment == MID_SIDE) && channel == 1);
  }

  private void join(FlacFrameHeader header) {
    if (header.assignment() < LEFT_SIDE) {
      return;
    }
    int[] first = samples[0];
    int[] second = samples[1];
    for (int i = 0; i < header.block(); i++) {
      switch (header.assignment()) {
        case LEFT_SIDE -> second[i] = first[i] - second[i];
        case SIDE_RIGHT -> first[i] += second[i];
        default -> {
          int side = second[i];
          int twice =
              (first[i] << 1) | (side & 1); // The lowest bit of the sum is that of the side.
          first[i] = (twice + side) >> 1;
          second[i] = (twice - side) >> 1;
        }
      }
    }
  }
}
