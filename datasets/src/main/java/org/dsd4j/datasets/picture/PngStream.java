package org.dsd4j.datasets.picture;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import org.dsd4j.datasets.BrokenExampleException;

/**
 * The chunks of a PNG file that make pixels. All others are left out before Java's decoder sees
 * them: a transparent colour, which makes it confuse the pixels of a region; profiles; texts, which
 * may unpack to any size.
 */
final class PngStream {

  private static final int SIGNATURE = 8;

  /** Length, type and checksum. */
  private static final int AROUND_DATA = 12;

  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504c5445;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;

  private final String name;
  private final byte[] bytes;

  private PngStream(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * A file of the chunks that make pixels.
   *
   * @return the file itself if it has no others
   * @throws BrokenExampleException if it ends before its picture does, if one of these chunks is
   *     damaged, or if the size in its header is out of bounds
   */
  static byte[] reduced(String name, byte[] bytes) throws BrokenExampleException {
    return new PngStream(name, bytes).reduced();
  }

  private byte[] reduced() throws BrokenExampleException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
    kept.write(bytes, 0, SIGNATURE);
    long at = SIGNATURE;
    while (at + AROUND_DATA <= bytes.length) {
      int start = (int) at;
      long end = at + AROUND_DATA + (int32(start) & 0xffffffffL);
      int type = int32(start + 4);
      if (end > bytes.length) {
        break;
      }
      if (at == SIGNATURE) {
        requireHeader(type, start);
      }
      if (type == IHDR || type == PLTE || type == IDAT || type == IEND) {
        requireChecksum(start, (int) end);
        kept.write(bytes, start, (int) end - start);
      }
      if (type == IEND) {
        return kept.size() == bytes.length ? bytes : kept.toByteArray();
      }
      at = end;
    }
    throw new BrokenExampleException(name, "is cut off before its end");
  }

  private void requireHeader(int type, int start) throws BrokenExampleException {
    if (type != IHDR) {
      throw new BrokenExampleException(name, "has no header where a PNG file has one");
    }
    PictureLimits.requirePixels(
        name, int32(start + 12) & 0xffffffffL, int32(start + 8) & 0xffffffffL, 1);
  }

  private void requireChecksum(int start, int end) throws BrokenExampleException {
    CRC32 sum = new CRC32();
    sum.update(bytes, start + 4, end - start - 8);
    if ((int) sum.getValue() != int32(end - 4)) {
      throw new BrokenExampleException(name, "is damaged: a checksum in it is wrong");
    }
  }

  private int int32(int at) {
    return ((bytes[at] & 0xff) << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }
}
